package dev.servicelab.labs.fuzz;

import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.labs.fuzz.FuzzResult.Failure;
import dev.servicelab.labs.fuzz.GoodQuestions.Good;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One attack on one server, packet by packet, until a packet fails or the end is reached. */
public final class DnsFuzz {

  /** Sockets are slow, and their packets take the same way from the first byte on. */
  private static final int UDP_EVERY = 8;

  private static final int TCP_EVERY = 512;
  private static final int GOOD_EVERY = 256;
  private static final int LIE_EVERY = 4;

  /** A reply in this process needs some microseconds; a packet that takes this long is a weapon. */
  private static final long TOO_SLOW_NANOS = 5_000_000_000L;

  /** What caches and tables may grow by, whatever is asked. */
  private static final long MOST_GROWTH = 64L << 20;

  private final long seed;
  private final long first;
  private final HostilePackets packets;
  private long number;
  private long replies;
  private long fast;
  private long udp;
  private long tcp;
  private long good;
  private long slowest;
  private long slowestGood;

  /**
   * An attack.
   *
   * @param seed which row of packets
   * @param first the number of its first packet
   */
  public DnsFuzz(long seed, long first) {
    this.seed = seed;
    this.first = first;
    this.packets = new HostilePackets(seed);
    this.number = first;
  }

  /**
   * Attacks a server that is started for it, on a loopback port.
   *
   * @param goesOn asked before each packet
   * @throws IOException if the server cannot be started, or the sockets fail
   */
  public FuzzResult run(BooleanSupplier goesOn) throws IOException {
    long begin = System.nanoTime();
    try (Target target = Target.start();
        Sockets sockets = new Sockets(target.address())) {
      long before = heapInUse();
      Failure failure = null;
      byte[] packet = new byte[0];
      while (failure == null && goesOn.getAsBoolean()) {
        packet = packets.packet(number);
        failure = failure(packet, attack(target, sockets, packet));
        number++;
      }
      long growth = heapInUse() - before;
      if (failure == null && growth > MOST_GROWTH) {
        failure = failure(packet, Optional.of("memory grew by " + growth + " bytes"));
      }
      return result(growth, System.nanoTime() - begin, failure);
    }
  }

  /** The seed, for whoever prints the result. */
  public long seed() {
    return seed;
  }

  private Optional<String> attack(Target target, Sockets sockets, byte[] packet)
      throws IOException {
    for (Transport transport : Transport.values()) {
      Optional<String> complaint = inProcess(target, packet, transport);
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    if (number % UDP_EVERY == 0) {
      sockets.flood(packet);
      udp++;
    }
    Optional<String> complaint = Optional.empty();
    if (number % GOOD_EVERY == 0) {
      complaint = timed(sockets, packet, false);
    }
    if (complaint.isEmpty() && number % TCP_EVERY == 0) {
      complaint = timed(sockets, packet, true);
      tcp++;
    }
    return complaint;
  }

  private Optional<String> inProcess(Target target, byte[] packet, Transport transport) {
    long begin = System.nanoTime();
    Optional<byte[]> reply;
    Optional<byte[]> fastReply;
    try {
      fastReply = target.fastAnswer(packet, transport);
      reply = target.answer(packet, transport);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return Optional.of("the server threw " + e);
    }
    long took = System.nanoTime() - begin;
    slowest = Math.max(slowest, took);
    replies += reply.isPresent() ? 1 : 0;
    fast += fastReply.isPresent() ? 1 : 0;
    if (took > TOO_SLOW_NANOS) {
      return Optional.of("the reply took " + took / 1_000_000 + " ms");
    }
    Optional<String> complaint = Judge.complaint(packet, reply, transport);
    return complaint.isPresent() || fastReply.isEmpty()
        ? complaint
        : Judge.complaint(packet, fastReply, transport)
            .or(() -> reply.flatMap(slow -> Judge.difference(fastReply.get(), slow)));
  }

  private Optional<String> timed(Sockets sockets, byte[] packet, boolean overTcp)
      throws IOException {
    Good question = GoodQuestions.number(good++);
    int id = (int) (good & 0xffff);
    long begin = System.nanoTime();
    Optional<String> complaint;
    if (overTcp) {
      boolean lie = tcp % LIE_EVERY == 0;
      complaint = sockets.overTcp(packet, lie ? 0xffff : packet.length, question, id);
    } else {
      complaint = sockets.ask(question, id);
    }
    slowestGood = Math.max(slowestGood, System.nanoTime() - begin);
    return complaint;
  }

  private @Nullable Failure failure(byte[] packet, Optional<String> complaint) {
    return complaint.map(what -> new Failure(number, packet, what)).orElse(null);
  }

  private FuzzResult result(long growth, long nanos, @Nullable Failure failure) {
    return new FuzzResult(
        number - first,
        replies,
        fast,
        udp,
        tcp,
        good,
        slowest,
        slowestGood,
        growth,
        nanos / 1e9,
        Optional.ofNullable(failure));
  }

  private static long heapInUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
