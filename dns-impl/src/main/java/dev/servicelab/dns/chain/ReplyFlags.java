package dev.servicelab.dns.chain;

/**
 * The header bits of a reply that depend on who answered (RFC 1035 §4.1.1, RFC 4035 §3.2.3).
 *
 * @param authoritative AA: the answer comes from the zone's own data
 * @param recursionAvailable RA: an upstream that recurses was asked
 * @param authenticData AD: an upstream validated the answer
 * @param truncated TC: an upstream left records out
 */
public record ReplyFlags(
    boolean authoritative, boolean recursionAvailable, boolean authenticData, boolean truncated) {

  /** The flags of a whole answer. */
  public ReplyFlags(boolean authoritative, boolean recursionAvailable, boolean authenticData) {
    this(authoritative, recursionAvailable, authenticData, false);
  }

  /** No bit set. */
  public static final ReplyFlags NONE = new ReplyFlags(false, false, false);

  /** An answer or denial of a zone served here. */
  public static final ReplyFlags AUTHORITATIVE = new ReplyFlags(true, false, false);
}
