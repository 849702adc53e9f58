package dev.servicelab.dns.fast;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Things found by the bytes of a packet, in a table that never grows, whatever is asked for. Each
 * has {@value #NEIGHBOURS} places it may stand in; when all are taken the oldest gives way. With as
 * many things as a quarter of the places one in 50 has to; with two places for each it would be one
 * in ten. Used by several threads.
 *
 * @param <T> never changed once it is in the table, but for what it guards itself
 */
final class RecentlyUsed<T> {
  private static final int NEIGHBOURS = 4;

  private final AtomicReferenceArray<@Nullable T> places;
  private final BiPredicate<T, Question> isFor;
  private final BiPredicate<T, T> isInPlaceOf;

  /**
   * An empty table.
   *
   * @param places how many there are: a power of two
   * @param isFor whether this is what a question asks for
   * @param isInPlaceOf whether the first makes the second superfluous
   */
  RecentlyUsed(int places, BiPredicate<T, Question> isFor, BiPredicate<T, T> isInPlaceOf) {
    this.places = new AtomicReferenceArray<>(places);
    this.isFor = isFor;
    this.isInPlaceOf = isInPlaceOf;
  }

  /** What the question asks for, or null; allocates nothing. */
  @Nullable T find(int hash, Question question) {
    int first = first(hash);
    for (int place = first; place < first + NEIGHBOURS; place++) {
      T there = places.get(place);
      if (there == null || isFor.test(there, question)) {
        return there;
      }
    }
    return null;
  }

  /** Puts it first among its neighbours; each of the others moves on by a place. */
  void put(int hash, T thing) {
    int first = first(hash);
    T moving = thing;
    for (int place = first; place < first + NEIGHBOURS; place++) {
      T there = places.getAndSet(place, moving);
      if (there == null || isInPlaceOf.test(thing, there)) {
        return;
      }
      moving = there;
    }
  }

  private int first(int hash) {
    return hash & (places.length() - NEIGHBOURS);
  }
}
