package dev.servicelab.dns.fast;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A name that was asked for, with the answers given so far. Used by several threads. */
final class KnownName {

  /** Enough for every type that clients use; who tries others gets them from the plugins. */
  private static final int MOST_TYPES = 12;

  private final byte[] name;
  private final int hash;
  private final Object origin;
  private final AtomicReference<@Nullable Kept> newest = new AtomicReference<>();
  private volatile long version = -1;

  /**
   * A name without answers.
   *
   * @param lowerCase the name as bytes
   * @param origin what its answers will be made from
   */
  KnownName(byte[] lowerCase, Object origin) {
    this.name = lowerCase;
    this.hash = Question.hashOf(lowerCase);
    this.origin = origin;
  }

  /** An answer, the one of another type kept before it, and how many there are with it. */
  private record Kept(int type, ReadyAnswer answer, @Nullable Kept before, int count) {}

  /** Whether the question is about this name. */
  boolean isAskedBy(Question question) {
    return hash == question.hash() && question.isNamed(name);
  }

  /** Whether the other is the same name, perhaps with answers made from something else. */
  boolean isNamedAs(KnownName other) {
    return Arrays.equals(name, other.name);
  }

  int hash() {
    return hash;
  }

  Object origin() {
    return origin;
  }

  /** The latest state of the zone in which the origin is known to be the same. */
  long version() {
    return version;
  }

  /** The origin is the same in this state. */
  void checked(long present) {
    version = present;
  }

  @Nullable ReadyAnswer find(int type) {
    for (Kept kept = newest.get(); kept != null; kept = kept.before()) {
      if (kept.type() == type) {
        return kept.answer();
      }
    }
    return null;
  }

  /** Whether another answer can be kept. */
  boolean hasRoom() {
    Kept last = newest.get();
    return last == null || last.count() < MOST_TYPES;
  }

  /** Keeps an answer, unless another thread keeps one at this moment; then it is made again. */
  void keep(int type, ReadyAnswer answer) {
    Kept before = newest.get();
    newest.compareAndSet(
        before, new Kept(type, answer, before, before == null ? 1 : before.count() + 1));
  }
}
