package dev.servicelab.labs.traffic.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one client of the steady load wrote down, one line a request.
 *
 * @param node where it runs
 * @param client its container: what kind of requests it makes
 * @param entries in the order they were made
 */
public record LoadLog(String node, String client, List<Entry> entries) {

  /** Keeps a copy of the list. */
  public LoadLog {
    entries = List.copyOf(entries);
  }

  /** What became of a request. */
  public enum Outcome {
    /** Answered. */
    OK,
    /** Not answered at first; another line tells what became of the retry. */
    AGAIN,
    /** Not answered, or not as it should have been. */
    LOST
  }

  /**
   * One line.
   *
   * @param at when the node's runtime got it
   * @param reason for what is not {@link Outcome#OK}
   */
  public record Entry(Instant at, Outcome outcome, String reason) {}

  /**
   * Reads a container's log with time stamps: the time, {@code ok}, {@code again} or {@code lost},
   * and the reason. A last line that is not complete yet is passed over.
   *
   * @throws AssertionError if the container wrote anything else: the load itself does not work
   */
  public static LoadLog parse(String node, String client, String log) {
    List<String> lines = log.substring(0, log.lastIndexOf('\n') + 1).lines().toList();
    return new LoadLog(node, client, lines.stream().map(LoadLog::entry).toList());
  }

  private static Entry entry(String line) {
    String[] parts = line.split(" ", 3);
    String word = parts.length < 2 ? "" : parts[1];
    Outcome outcome =
        switch (word) {
          case "ok" -> Outcome.OK;
          case "again" -> Outcome.AGAIN;
          case "lost" -> Outcome.LOST;
          default -> throw new AssertionError("the load does not work: " + line);
        };
    return new Entry(Instant.parse(parts[0]), outcome, parts.length < 3 ? "" : parts[2]);
  }

  /** How many requests had this outcome. */
  public long count(Outcome outcome) {
    return entries.stream().filter(entry -> entry.outcome() == outcome).count();
  }

  /** How many requests were answered between two moments. */
  public long answered(Instant from, Instant to) {
    return entries.stream()
        .filter(entry -> entry.outcome() == Outcome.OK)
        .filter(entry -> entry.at().isAfter(from) && entry.at().isBefore(to))
        .count();
  }

  /** The lines of the requests that were lost, as they were written. */
  public List<String> losses() {
    return entries.stream()
        .filter(entry -> entry.outcome() == Outcome.LOST)
        .map(entry -> "%s %s on %s: %s".formatted(entry.at(), client, node, entry.reason()))
        .toList();
  }

  /** The longest time between two answers in a row. */
  public Duration longestGap() {
    Duration longest = Duration.ZERO;
    Instant before = null;
    for (Entry entry : entries) {
      if (entry.outcome() != Outcome.OK) {
        continue;
      }
      if (before != null && Duration.between(before, entry.at()).compareTo(longest) > 0) {
        longest = Duration.between(before, entry.at());
      }
      before = entry.at();
    }
    return longest;
  }
}
