package dev.servicelab.labs.fuzz;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of an attack.
 *
 * @param packets hostile packets, each given to the server over UDP and TCP in this process
 * @param replies how many replies there were; all were read
 * @param fast how many of these the fast lane had as well, saying the same
 * @param udp how many of them went over a UDP socket as well
 * @param tcp how many over TCP connections of their own
 * @param good good questions in between, all answered rightly unless there is a failure
 * @param slowestNanos the longest time from a packet to its reply in this process
 * @param slowestGoodNanos the longest time from a good question to its answer, over sockets
 * @param heapGrowth how much more memory is in use than before, in bytes, after a collection
 * @param seconds how long it took
 * @param failure the first packet that was not answered as it should, if any
 */
public record FuzzResult(
    long packets,
    long replies,
    long fast,
    long udp,
    long tcp,
    long good,
    long slowestNanos,
    long slowestGoodNanos,
    long heapGrowth,
    double seconds,
    Optional<Failure> failure) {

  /**
   * A packet that the server did not take well.
   *
   * @param number its number in the row
   * @param packet the packet
   * @param complaint what went wrong
   */
  @SuppressWarnings("ArrayRecordComponent") // shown, never compared
  public record Failure(long number, byte[] packet, String complaint) {

    /** The lines that tell of it, and how to do it again. */
    List<String> lines(long seed) {
      String hex = HexFormat.of().formatHex(packet);
      return List.of(
          "packet %d of seed %d: %s".formatted(number, seed, complaint),
          hex,
          "again: ./lab fuzz dns --seed %d --first %d --packets 1".formatted(seed, number));
    }
  }

  /** The result in lines; the last one counts. */
  public List<String> lines(long seed) {
    List<String> lines = new ArrayList<>();
    failure.ifPresent(what -> lines.addAll(what.lines(seed)));
    lines.add(
        String.format(
            Locale.ROOT,
            "slowest reply %.1f ms; slowest good answer over sockets %.1f ms; memory %+d kB",
            slowestNanos / 1e6,
            slowestGoodNanos / 1e6,
            heapGrowth / 1024));
    lines.add(
        String.format(
            Locale.ROOT,
            "%d packets in %.0f s from seed %d: %d replies, all readable, %d of them by the fast"
                + " lane too; %d packets also over UDP, %d over TCP; %d good questions between, %s",
            packets,
            seconds,
            seed,
            replies,
            fast,
            udp,
            tcp,
            good,
            failure.isEmpty() ? "all answered rightly" : "until it FAILED"));
    return lines;
  }
}
