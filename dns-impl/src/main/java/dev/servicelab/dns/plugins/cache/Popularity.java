package dev.servicelab.dns.plugins.cache;

/** How often something was asked for without a long pause. */
final class Popularity {

  private int hits;
  private long last;

  /**
   * Counts one.
   *
   * @param now the time in nanoseconds
   * @param gap a longer pause than this begins the count anew
   */
  synchronized void ask(long now, long gap) {
    hits = next(now, gap);
    last = now;
  }

  /** How often it was asked for, if it were now. */
  synchronized int next(long now, long gap) {
    return hits > 0 && now - last < gap ? hits + 1 : 1;
  }

  /** Takes over the count of what this replaces. */
  void continueFrom(Popularity other) {
    int itsHits;
    long itsLast;
    synchronized (other) {
      itsHits = other.hits;
      itsLast = other.last;
    }
    synchronized (this) {
      hits = itsHits;
      last = itsLast;
    }
  }
}
