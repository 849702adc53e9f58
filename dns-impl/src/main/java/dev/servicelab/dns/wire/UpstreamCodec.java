package dev.servicelab.dns.wire;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The client's side: questions to an upstream, and what it says. */
public final class UpstreamCodec {

  /** Options between two neighbours, never passed on (RFC 7873 §5.2, RFC 7828 §3.2, RFC 7830). */
  private static final Set<Integer> OF_ONE_HOP =
      Set.of(EDNSOption.Code.COOKIE, EDNSOption.Code.TCP_KEEPALIVE, EDNSOption.Code.PADDING);

  /**
   * The most that is asked for over UDP, in bytes (RFC 6891 §6.2.5); up to that the client decides,
   * as in CoreDNS.
   */
  public static final int LARGEST_DATAGRAM = 4096;

  private UpstreamCodec() {}

  /**
   * An upstream's reply.
   *
   * @param outcome what it says
   * @param truncated whether it asks to be asked again over TCP
   */
  public record Reply(Outcome outcome, boolean truncated) {}

  /** The bytes that ask an upstream this query under another message number. */
  public static byte[] question(Query query, int id) {
    Message message = new Message(id);
    message.getHeader().setOpcode(query.request().opcode());
    if (query.request().authenticData()) {
      message.getHeader().setFlag(Flags.AD);
    }
    if (query.request().recursionDesired()) {
      message.getHeader().setFlag(Flags.RD);
    }
    if (query.request().checkingDisabled()) {
      message.getHeader().setFlag(Flags.CD);
    }
    message.addRecord(
        Record.newRecord(query.name(), query.type(), query.dclass()), Section.QUESTION);
    query.request().edns().ifPresent(edns -> message.addRecord(opt(edns), Section.ADDITIONAL));
    return message.toWire();
  }

  /**
   * Reads what an upstream sent.
   *
   * @return empty if it is no reply to this question: broken, another number or another question,
   *     as a forger's would be (RFC 5452 §9)
   */
  public static Optional<Reply> reply(byte[] packet, Query query, int id) {
    if (packet.length < RawHeader.LENGTH || new RawHeader(packet).id() != id) {
      return Optional.empty();
    }
    try {
      return reply(new Message(packet), query, id);
    } catch (IOException | RuntimeException e) {
      return cut(packet, query, id);
    }
  }

  /** What does not parse may be cut in the middle of a record; then its header says so. */
  private static Optional<Reply> cut(byte[] packet, Query query, int id) {
    RawHeader header = new RawHeader(packet);
    if (!header.isTruncated()) {
      return Optional.empty();
    }
    try {
      return reply(new Message(header.withQuestionOnly()), query, id);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Reply> reply(Message message, Query query, int id) {
    return answers(message, query, id)
        ? Optional.of(new Reply(outcome(message, query), message.getHeader().getFlag(Flags.TC)))
        : Optional.empty();
  }

  private static boolean answers(Message message, Query query, int id) {
    Header header = message.getHeader();
    Record question = message.getQuestion();
    return header.getFlag(Flags.QR)
        && header.getID() == id
        && question != null
        && question.getName().equals(query.name())
        && question.getType() == query.type()
        && question.getDClass() == query.dclass();
  }

  private static Outcome outcome(Message message, Query query) {
    Sections sections =
        new Sections(
            message.getSection(Section.ANSWER),
            message.getSection(Section.AUTHORITY),
            withoutOpt(message.getSection(Section.ADDITIONAL)));
    Header header = message.getHeader();
    ReplyFlags flags =
        new ReplyFlags(
            header.getFlag(Flags.AA),
            header.getFlag(Flags.RA),
            header.getFlag(Flags.AD),
            header.getFlag(Flags.TC));
    return switch (message.getRcode()) {
      case Rcode.NOERROR ->
          holds(sections.answer(), query.type())
              ? new Outcome.Answer(sections, flags)
              : new Outcome.NoData(sections, flags);
      case Rcode.NXDOMAIN -> new Outcome.NameError(sections, flags);
      case Rcode.REFUSED ->
          new Outcome.Refused(
              Rcode.REFUSED, "the upstream refuses " + query.name(), Sections.EMPTY, flags);
      default ->
          Outcome.Failed.relayed(
              message.getRcode(), "the upstream says " + Rcode.string(message.getRcode()), flags);
    };
  }

  private static boolean holds(List<Record> answer, int type) {
    return answer.stream().anyMatch(record -> type == Type.ANY || record.getType() == type);
  }

  private static List<Record> withoutOpt(List<Record> additional) {
    return additional.stream().filter(record -> record.getType() != Type.OPT).toList();
  }

  private static OPTRecord opt(Query.Edns edns) {
    return new OPTRecord(
        Math.min(edns.payloadSize(), LARGEST_DATAGRAM),
        0,
        0,
        edns.dnssecOk() ? ExtendedFlags.DO : 0,
        edns.options().stream().filter(option -> !OF_ONE_HOP.contains(option.getCode())).toList());
  }
}
