package dev.servicelab.dns.chain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;

/**
 * One question, with what its sender said about the answer. Immutable.
 *
 * @param name the name asked for, absolute, in the sender's case
 * @param type the record type's number (RFC 1035 §3.2.2)
 * @param dclass the class's number, nearly always IN (1)
 * @param request the header and EDNS facts of the packet it came in
 * @param client who asked
 * @param indirections how many CNAMEs of this server led to this question, to end circles
 * @param explanation takes the decisions made about it
 */
public record Query(
    Name name,
    int type,
    int dclass,
    Request request,
    Client client,
    int indirections,
    Explanation explanation) {

  /** The question as a packet brought it. */
  public Query(Name name, int type, int dclass, Request request, Client client) {
    this(name, type, dclass, request, client, 0, Explanation.SILENT);
  }

  /** The same sender's question about the target of a CNAME. */
  public Query following(Name target) {
    return new Query(target, type, dclass, request, client, indirections + 1, explanation);
  }

  /** The same question, whose decisions somebody reads. */
  public Query explainedTo(Explanation reader) {
    return new Query(name, type, dclass, request, client, indirections, reader);
  }

  /** The same sender's question, worded differently: what a rewrite makes of it. */
  public Query reworded(Name newName, int newType, int newClass) {
    return new Query(newName, newType, newClass, request, client, indirections, explanation);
  }

  /** The same question with other facts about its packet. */
  public Query with(Request changed) {
    return new Query(name, type, dclass, changed, client, indirections, explanation);
  }

  /** Tells whoever wants to know what this plugin decided and why. */
  public void explain(String plugin, Supplier<String> decision) {
    explanation.say(plugin, decision);
  }

  /** Tells which code of RFC 8914 §4 fits the reply better than its rcode. */
  public void extendedError(int infoCode) {
    explanation.extendedError(infoCode);
  }

  /** Whether somebody wants to know the reasons; what is only made for them costs nothing else. */
  public boolean explained() {
    return !explanation.equals(Explanation.SILENT);
  }

  /** Whether this is only to see what would happen: see {@link Explanation#rehearsal}. */
  public boolean rehearsal() {
    return explanation.rehearsal();
  }

  /** Whether the sender wants DNSSEC records (RFC 3225). */
  public boolean dnssecOk() {
    return request.edns().isPresent() && request.edns().get().dnssecOk();
  }

  /**
   * The packet's own facts.
   *
   * @param id the message's number
   * @param opcode QUERY, or NOTIFY, which is answered likewise
   * @param recursionDesired RD
   * @param checkingDisabled CD
   * @param authenticData AD: the sender wants to know whether an upstream validated the answer (RFC
   *     6840 §5.7)
   * @param edns the OPT record, if there was one
   * @param size the packet's length in bytes
   * @param serial the version of the zone that the sender has, if it says so (RFC 1995 §3)
   */
  public record Request(
      int id,
      int opcode,
      boolean recursionDesired,
      boolean checkingDisabled,
      boolean authenticData,
      Optional<Edns> edns,
      int size,
      OptionalLong serial) {

    /** An ordinary query's packet, without AD, that does not mention a zone's version. */
    public Request(
        int id, boolean recursionDesired, boolean checkingDisabled, Optional<Edns> edns, int size) {
      this(
          id,
          Opcode.QUERY,
          recursionDesired,
          checkingDisabled,
          false,
          edns,
          size,
          OptionalLong.empty());
    }

    /** The same packet with another OPT record. */
    public Request with(Edns changed) {
      return new Request(
          id,
          opcode,
          recursionDesired,
          checkingDisabled,
          authenticData,
          Optional.of(changed),
          size,
          serial);
    }
  }

  /**
   * What an OPT record says (RFC 6891).
   *
   * @param payloadSize the largest UDP answer the sender takes, in bytes
   * @param dnssecOk DO
   * @param options its options
   */
  public record Edns(int payloadSize, boolean dnssecOk, List<EDNSOption> options) {

    public Edns {
      options = List.copyOf(options);
    }

    /** An OPT record without options. */
    public Edns(int payloadSize, boolean dnssecOk) {
      this(payloadSize, dnssecOk, List.of());
    }
  }
}
