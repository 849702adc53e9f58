package dev.servicelab.labs.probe;

import dev.servicelab.labs.probe.NetfilterTables.Family;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** What the probe can be asked, with the line that asks it. */
sealed interface Question {
  /** What the probe says when the limit has passed. */
  String TIMEOUT = "timeout";

  /** Fine enough for changes of tens of milliseconds, and two in a hundred of one core. */
  long POLL_NANOS = 400_000;

  /** The number of a transaction is seen some time before its rules. */
  long SETTLED_NANOS = 100_000_000;

  /** The answer, without an end of line; those with a limit come as soon as it is so. */
  String answer(NetfilterTables tables) throws IOException;

  /**
   * Reads a question.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Question parse(String line) {
    List<String> words = List.of(line.split(" "));
    return switch (words.getFirst()) {
      case "chain" ->
          new Chain(family(words), words.get(2), words.get(3), Long.parseLong(words.get(4)));
      case "rules" -> new Rules(family(words), words.get(2), words.get(3));
      case "until" ->
          new Until(
              family(words),
              words.get(2),
              words.get(3),
              Integer.parseInt(words.get(4)),
              Long.parseLong(words.get(5)));
      case "process" -> new Program(words.get(1), Long.parseLong(words.get(2)));
      default -> throw new IllegalArgumentException("not a question: " + line);
    };
  }

  private static Family family(List<String> words) {
    return Family.valueOf(words.get(1).toUpperCase(Locale.ROOT));
  }

  /** {@code chain ip|ip6 TABLE NAME MILLIS}: answers {@code there} when the chain exists. */
  record Chain(Family family, String table, String name, long millis) implements Question {
    @Override
    public String answer(NetfilterTables tables) throws IOException {
      long end = deadline(millis);
      while (!tables.hasChain(family, table, name)) {
        if (System.nanoTime() > end) {
          return TIMEOUT;
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
      return "there";
    }
  }

  /** {@code rules ip|ip6 TABLE NAME}: how many rules the chain has now. */
  record Rules(Family family, String table, String name) implements Question {
    @Override
    public String answer(NetfilterTables tables) throws IOException {
      return Integer.toString(tables.rules(family, table, name));
    }
  }

  /** {@code until ip|ip6 TABLE NAME COUNT MILLIS}: {@code there} when it has so many rules. */
  record Until(Family family, String table, String name, int count, long millis)
      implements Question {
    @Override
    public String answer(NetfilterTables tables) throws IOException {
      long end = deadline(millis);
      int known = -1;
      long recent = 0;
      while (System.nanoTime() < end) {
        int generation = tables.generation();
        recent = generation == known ? recent : System.nanoTime() + SETTLED_NANOS;
        known = generation;
        // Counting thousands of rules is dear, and they change about when the generation does.
        if (System.nanoTime() < recent && tables.rules(family, table, name) == count) {
          return "there";
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
      return TIMEOUT + " at " + tables.rules(family, table, name);
    }
  }

  /**
   * {@code process WORD MILLIS}: the id of the first process with this word in its command line.
   */
  record Program(String word, long millis) implements Question {
    @Override
    public String answer(NetfilterTables tables) throws IOException {
      long end = deadline(millis);
      while (System.nanoTime() < end) {
        long id = Processes.find(word);
        if (id > 0) {
          return Long.toString(id);
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
      return TIMEOUT;
    }
  }

  private static long deadline(long millis) {
    return System.nanoTime() + millis * 1_000_000;
  }
}
