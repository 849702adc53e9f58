package dev.servicelab.labs.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of the scenarios of one cluster run side by side. Any may, up to a limit, but for two kinds
 * of tags: a scenario with {@code @alone} runs while no other does, and of those that share a tag
 * {@code @uses-THING} one runs at a time. Who has waited longest goes first, and nobody overtakes a
 * scenario that it would keep waiting.
 */
public final class Turns {
  private static final String ALONE = "@alone";
  private static final String USES = "@uses-";

  private final List<Turn> running = new ArrayList<>();
  private final List<Turn> waiting = new ArrayList<>();
  private int atOnce = 1;

  /**
   * Says how many scenarios may run at once; one if nobody says it.
   *
   * @param count at least 1
   */
  public synchronized void limit(int count) {
    atOnce = count;
    notifyAll();
  }

  /**
   * Waits until a scenario may run.
   *
   * @param tags the scenario's tags, with their {@code @}
   * @return its turn, to be closed when it has ended
   * @throws IllegalStateException if the thread is interrupted
   */
  public synchronized Turn take(Collection<String> tags) {
    Turn turn = new Turn(tags);
    waiting.add(turn);
    try {
      while (next() != turn) {
        wait();
      }
      running.add(turn);
      return turn;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for its turn", e);
    } finally {
      waiting.remove(turn);
      notifyAll();
    }
  }

  /** Whether the tags keep a scenario from running beside every other one. */
  public static boolean restrict(Collection<String> tags) {
    return tags.stream().anyMatch(tag -> tag.equals(ALONE) || tag.startsWith(USES));
  }

  private @Nullable Turn next() {
    return waiting.stream().filter(this::mayRun).findFirst().orElse(null);
  }

  private boolean mayRun(Turn turn) {
    return running.size() < atOnce
        && running.stream().noneMatch(turn::excludes)
        && waiting.stream().takeWhile(other -> other != turn).noneMatch(turn::excludes);
  }

  private synchronized void release(Turn turn) {
    running.remove(turn);
    notifyAll();
  }

  /** A scenario's right to run. */
  public final class Turn implements AutoCloseable {
    private final boolean alone;
    private final Set<String> things;

    private Turn(Collection<String> tags) {
      this.alone = tags.contains(ALONE);
      this.things =
          tags.stream().filter(tag -> tag.startsWith(USES)).collect(Collectors.toUnmodifiableSet());
    }

    private boolean excludes(Turn other) {
      return alone || other.alone || !Collections.disjoint(things, other.things);
    }

    /** Ends the turn; safe to call more than once. */
    @Override
    public void close() {
      release(this);
    }
  }
}
