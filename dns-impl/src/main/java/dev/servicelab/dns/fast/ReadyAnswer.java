package dev.servicelab.dns.fast;

/**
 * A reply as bytes, but for what each client has differently: message number, flags, spelling of
 * the name, EDNS. Immutable; made by {@link AnswerReader}.
 */
// Nobody compares its parts.
@SuppressWarnings("ArrayRecordComponent")
public final class ReadyAnswer {

  /** Only the plugins can answer. */
  public static final ReadyAnswer ASK_THE_PLUGINS = sign();

  /** The zone's "no data". */
  static final ReadyAnswer NO_DATA = sign();

  /** The zone's "no such name". */
  static final ReadyAnswer NAME_ERROR = sign();

  private final Body body;
  private final int firstFlags;
  private final int secondFlags;
  private final Rotation rotation;
  private final Spelling spelling;

  ReadyAnswer(Body body, int firstFlags, int secondFlags, Rotation rotation, Spelling spelling) {
    this.body = body;
    this.firstFlags = firstFlags;
    this.secondFlags = secondFlags;
    this.rotation = rotation;
    this.spelling = spelling;
  }

  /**
   * The records, as they stand behind the question.
   *
   * @param bytes all of them; pointers in them count from the start of the message
   * @param ends where each of them ends in the bytes
   * @param answers how many of them are the answer
   * @param authorities how many of them follow in the authority section; the rest is additional
   */
  record Body(byte[] bytes, int[] ends, int answers, int authorities) {
    int additionals() {
      return ends.length - answers - authorities;
    }
  }

  /**
   * The addresses that a client may get in any order: of equal length, one behind the other.
   *
   * @param from where the first begins in the body
   * @param unit the length of each, in bytes
   * @param count how many there are; below 2 there is nothing to turn
   */
  record Rotation(int from, int unit, int count) {
    static final Rotation NONE = new Rotation(0, 0, 0);
  }

  /**
   * What depends on the zone's place and spelling in the question.
   *
   * @param zone the zone's length at the end of the question's name, in bytes
   * @param copies where the body spells the zone out and takes it over from the question
   * @param pointers where the body points at the zone in the question; only in denials, which fit
   *     names of every length
   */
  record Spelling(int zone, int[] copies, int[] pointers) {
    static final Spelling NONE = new Spelling(0, new int[0], new int[0]);
  }

  /** Stands for something; its content is never written. */
  private static ReadyAnswer sign() {
    return new ReadyAnswer(
        new Body(new byte[0], new int[0], 0, 0), 0, 0, Rotation.NONE, Spelling.NONE);
  }

  /** The code in the reply's header. */
  int rcode() {
    return secondFlags & 0xf;
  }

  /** The same records with another code; what only the plugins can answer stays so. */
  ReadyAnswer withRcode(int rcode) {
    return this == ASK_THE_PLUGINS
        ? this
        : new ReadyAnswer(body, firstFlags, (secondFlags & 0xf0) | rcode, rotation, spelling);
  }

  Body body() {
    return body;
  }

  /** AA. */
  int firstFlags() {
    return firstFlags;
  }

  /** RA and AD, with the code. */
  int secondFlags() {
    return secondFlags;
  }

  Rotation rotation() {
    return rotation;
  }

  Spelling spelling() {
    return spelling;
  }
}
