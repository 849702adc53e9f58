package dev.servicelab.dns.fast;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The names that were asked for, found by the bytes of a packet. A name has two places it may stand
 * in; when both are taken the older one gives way. So it never grows, whatever names are asked for.
 */
final class KnownNames {

  /** A power of two. Names of some thousand Services with what search lists make of them. */
  private static final int PLACES = 1 << 15;

  private final AtomicReferenceArray<@Nullable KnownName> places =
      new AtomicReferenceArray<>(PLACES);

  @Nullable KnownName find(Question question) {
    int place = first(question.hash());
    KnownName name = places.get(place);
    if (is(name, question)) {
      return name;
    }
    name = places.get(place + 1);
    return is(name, question) ? name : null;
  }

  /** Remembers a name, in the place of the same name if it is there. */
  void put(KnownName name) {
    int place = first(name.hash());
    KnownName there = places.get(place);
    if (there != null && there.hash() != name.hash()) {
      places.set(place + 1, there);
    }
    places.set(place, name);
  }

  private static boolean is(@Nullable KnownName name, Question question) {
    return name != null && name.hash() == question.hash() && question.isNamed(name.name());
  }

  /** The first of the two neighbours. */
  private static int first(int hash) {
    return hash & (PLACES - 2);
  }
}
