package dev.servicelab.dns.fast;

import dev.servicelab.dns.fast.ReadyAnswer.Body;
import dev.servicelab.dns.fast.ReadyAnswer.Rotation;
import dev.servicelab.dns.fast.ReadyAnswer.Spelling;

/** Writes ready answers for the clients that asked. One for each thread; allocates nothing. */
final class ReplyWriter {

  /** An OPT record offering 1232 bytes; what follows are the flags and the options' length. */
  private static final byte[] OPT = {0, 0, 41, 0x04, (byte) 0xd0, 0, 0, 0, 0, 0, 0};

  private static final int OPT_FLAGS = 7;

  private final byte[] reply;
  private int random = (int) System.nanoTime() | 1;

  /**
   * A writer of its own bytes.
   *
   * @param room the longest reply it can write
   */
  ReplyWriter(int room) {
    this.reply = new byte[room];
  }

  /** The reply last written, from the first byte on. */
  byte[] bytes() {
    return reply;
  }

  /**
   * Writes the reply.
   *
   * @param shuffle whether addresses come in another order each time
   * @return its length, 0 if there is no room for it
   */
  int write(Question question, ReadyAnswer answer, boolean shuffle) {
    Body body = answer.body();
    int begin = question.end();
    int opt = question.edns() ? OPT.length : 0;
    if (begin + body.bytes().length + opt > reply.length) {
      return 0;
    }
    int records = fitting(body, question.limit() - begin - opt);
    int end = begin + (records == 0 ? 0 : body.ends()[records - 1]);
    System.arraycopy(question.packet(), 0, reply, 0, begin);
    System.arraycopy(body.bytes(), 0, reply, begin, body.bytes().length);
    if (shuffle && answer.rotation().count() > 1) {
      rotate(body.bytes(), answer.rotation(), begin);
    }
    spell(question, answer.spelling(), begin);
    writeHeader(answer, records);
    if (opt > 0) {
      System.arraycopy(OPT, 0, reply, end, opt);
      reply[end + OPT_FLAGS] = (byte) (question.dnssecOk() ? 0x80 : 0);
      reply[11]++;
      reply[10] += (byte) (reply[11] == 0 ? 1 : 0);
    }
    return end + opt;
  }

  /** As many of the records as fit, the first ones first. */
  private static int fitting(Body body, int room) {
    int records = body.ends().length;
    while (records > 0 && body.ends()[records - 1] > room) {
      records--;
    }
    return records;
  }

  private void writeHeader(ReadyAnswer answer, int records) {
    Body body = answer.body();
    int truncated = records < body.ends().length ? 0x02 : 0;
    reply[2] = (byte) (0x80 | answer.firstFlags() | truncated | (reply[2] & 0x01));
    reply[3] = (byte) (answer.secondFlags() | (reply[3] & 0x10));
    int left = u16(6, Math.min(records, body.answers()), records);
    left = u16(8, Math.min(left, body.authorities()), left);
    u16(10, left, left);
  }

  private int u16(int at, int value, int of) {
    reply[at] = (byte) (value >> 8);
    reply[at + 1] = (byte) value;
    return of - value;
  }

  /**
   * Each of the addresses is in front equally often; that is all that clients make of the order.
   */
  private void rotate(byte[] body, Rotation rotation, int begin) {
    int first = rotation.unit() * Math.floorMod(next() >>> 1, rotation.count());
    int all = rotation.unit() * rotation.count();
    int from = rotation.from();
    System.arraycopy(body, from + first, reply, begin + from, all - first);
    System.arraycopy(body, from, reply, begin + from + all - first, first);
  }

  private void spell(Question question, Spelling spelling, int begin) {
    int zone = begin - 4 - spelling.zone();
    for (int copy : spelling.copies()) {
      System.arraycopy(question.packet(), zone, reply, begin + copy, spelling.zone());
    }
    for (int pointer : spelling.pointers()) {
      reply[begin + pointer] = (byte) (0xc0 | (zone >> 8));
      reply[begin + pointer + 1] = (byte) zone;
    }
  }

  /** Marsaglia's xorshift: good enough to spread load. */
  private int next() {
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    return random;
  }
}
