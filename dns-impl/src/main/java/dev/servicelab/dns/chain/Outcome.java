package dev.servicelab.dns.chain;

import org.xbill.DNS.Rcode;

/**
 * What became of a query. The cases are all there are, so every {@code switch} over them is
 * complete and "passed on" is never a magic number.
 */
public sealed interface Outcome {

  /** The code in the reply's header (RFC 1035 §4.1.1). */
  int rcode();

  /** The reply's records. */
  default Sections sections() {
    return Sections.EMPTY;
  }

  /** The reply's header bits. */
  default ReplyFlags flags() {
    return ReplyFlags.NONE;
  }

  /** The name has records of the type asked for. */
  record Answer(Sections sections, ReplyFlags flags) implements Outcome {
    @Override
    public int rcode() {
      return Rcode.NOERROR;
    }
  }

  /**
   * The name exists, but not with this type (RFC 2308 §2.2); the answer may hold CNAMEs that led
   * there.
   */
  record NoData(Sections sections, ReplyFlags flags) implements Outcome {
    @Override
    public int rcode() {
      return Rcode.NOERROR;
    }
  }

  /** Neither the name nor any name below it exists (RFC 8020). */
  record NameError(Sections sections, ReplyFlags flags) implements Outcome {
    @Override
    public int rcode() {
      return Rcode.NXDOMAIN;
    }
  }

  /**
   * Nobody here answers for this name.
   *
   * @param rcode REFUSED, or SERVFAIL for a name of a zone that is served but that no plugin took
   * @param reason why, for logs
   * @param sections nothing but EDNS options, as a rule
   * @param flags none, unless an upstream refuses
   */
  record Refused(int rcode, String reason, Sections sections, ReplyFlags flags) implements Outcome {

    /** A refusal without records. */
    public Refused(String reason) {
      this(Rcode.REFUSED, reason, Sections.EMPTY, ReplyFlags.NONE);
    }

    /** The end of a chain: as CoreDNS says it, another server may know the name. */
    public static Refused unclaimed(String reason) {
      return new Refused(Rcode.SERVFAIL, reason, Sections.EMPTY, ReplyFlags.NONE);
    }
  }

  /**
   * Somebody should have answered and could not.
   *
   * @param rcode SERVFAIL, or what an upstream said instead
   * @param reason why, for logs
   * @param sections nothing but EDNS options, as a rule
   * @param flags none, unless an upstream fails
   * @param relayed whether an upstream said so, instead of this server not finding out
   */
  record Failed(int rcode, String reason, Sections sections, ReplyFlags flags, boolean relayed)
      implements Outcome {

    /** A failure without records. */
    public Failed(int rcode, String reason) {
      this(rcode, reason, Sections.EMPTY, ReplyFlags.NONE, false);
    }

    /** What an upstream said. */
    public static Failed relayed(int rcode, String reason, ReplyFlags flags) {
      return new Failed(rcode, reason, Sections.EMPTY, flags, true);
    }

    /** A failure of this server or of an upstream it could not reach. */
    public static Failed serverFailure(String reason) {
      return new Failed(Rcode.SERVFAIL, reason);
    }
  }

  /**
   * The outcome that a reply with this code and these records is.
   *
   * @param reason why, should the code be a failure
   */
  static Outcome of(int rcode, Sections sections, ReplyFlags flags, String reason) {
    return switch (rcode) {
      case Rcode.NOERROR ->
          sections.answer().isEmpty() ? new NoData(sections, flags) : new Answer(sections, flags);
      case Rcode.NXDOMAIN -> new NameError(sections, flags);
      case Rcode.REFUSED -> new Refused(rcode, reason, sections, ReplyFlags.NONE);
      default -> new Failed(rcode, reason, sections, ReplyFlags.NONE, false);
    };
  }

  /** The same outcome with other records. */
  default Outcome with(Sections changed) {
    return switch (this) {
      case Answer answer -> new Answer(changed, answer.flags());
      case NoData denial -> new NoData(changed, denial.flags());
      case NameError denial -> new NameError(changed, denial.flags());
      case Refused refused ->
          new Refused(refused.rcode(), refused.reason(), changed, refused.flags());
      case Failed failed ->
          new Failed(failed.rcode(), failed.reason(), changed, failed.flags(), failed.relayed());
    };
  }

  /** The same outcome with other header bits. */
  default Outcome with(ReplyFlags changed) {
    return switch (this) {
      case Answer answer -> new Answer(answer.sections(), changed);
      case NoData denial -> new NoData(denial.sections(), changed);
      case NameError denial -> new NameError(denial.sections(), changed);
      case Refused refused ->
          new Refused(refused.rcode(), refused.reason(), refused.sections(), changed);
      case Failed failed ->
          new Failed(failed.rcode(), failed.reason(), failed.sections(), changed, failed.relayed());
    };
  }
}
