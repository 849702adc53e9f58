package dev.servicelab.dns.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what is under way, and how much of it one address may have: a query beyond that is
 * dropped, as a full socket buffer would. So a flood costs bounded memory, and one from a single
 * address leaves room for all others.
 */
final class InFlight {

  private final int most;
  private final int mostOfOne;
  private final Semaphore slots;
  private final ConcurrentMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  /**
   * Nothing under way yet.
   *
   * @param most how much may be under way
   * @param mostOfOne how much of it may be one address's
   */
  InFlight(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.slots = new Semaphore(most);
  }

  /** Whether one more of this address may begin; each that may has to {@link #leave}. */
  boolean enter(InetAddress address) {
    if (!slots.tryAcquire()) {
      return false;
    }
    if (byAddress.merge(address, 1, Integer::sum) <= mostOfOne) {
      return true;
    }
    leave(address);
    return false;
  }

  /** One of this address is done with. */
  void leave(InetAddress address) {
    byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    slots.release();
  }

  /** Takes all room, as soon as nothing is under way; false if that takes too long. */
  boolean awaitNone(Duration patience) {
    try {
      return slots.tryAcquire(most, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
