package dev.servicelab.dns.fast;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** The fast lane from packet to reply, for one thread. A query answered here allocates nothing. */
public final class FastPath {

  private static final Logger LOG = System.getLogger("server");

  /** How many threads can have numbers of their own; number 0 is for all others. */
  public static final int MOST_THREADS = 9;

  private final Supplier<FastZones> zones;
  private final Question question;
  private final ReplyWriter writer;

  /**
   * A fast path of its own.
   *
   * @param zones the zones of now, asked for each query
   * @param room the longest reply it can make, in bytes
   * @param thread the number of the thread, below {@link #MOST_THREADS}
   */
  public FastPath(Supplier<FastZones> zones, int room, int thread) {
    this.zones = zones;
    this.question = new Question(thread);
    this.writer = new ReplyWriter(room);
  }

  /**
   * Answers a packet, if all that is needed is ready.
   *
   * @param packet holds the packet, from its first byte on
   * @param length the packet's length
   * @param tcp whether it came over TCP
   * @param ipv6 whether its sender has an IPv6 address
   * @param arrived when it came, by {@link System#nanoTime}
   * @return the length of the reply in {@link #reply}, or 0 if the plugins have to answer
   */
  public int answer(byte[] packet, int length, boolean tcp, boolean ipv6, long arrived) {
    try {
      return question.read(packet, length, tcp, ipv6) ? answer(arrived) : 0;
    } catch (RuntimeException e) {
      // The plugins may still have an answer; and if not, they say so.
      LOG.log(Level.ERROR, "the fast lane failed: " + e, e);
      return 0;
    }
  }

  /** Holds the reply until the next packet. */
  public byte[] reply() {
    return writer.bytes();
  }

  private int answer(long arrived) {
    FastZones.Entry zone = zones.get().find(question);
    if (zone == null) {
      return 0;
    }
    ReadyAnswer answer = zone.find(question);
    if (answer == ReadyAnswer.ASK_THE_PLUGINS) {
      return 0;
    }
    int length = writer.write(question, answer, zone.shuffles());
    if (length > 0) {
      zone.replied(question, answer.rcode(), length, System.nanoTime() - arrived);
    }
    return length;
  }
}
