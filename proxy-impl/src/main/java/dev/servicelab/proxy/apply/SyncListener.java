package dev.servicelab.proxy.apply;

import java.time.Duration;

/**
 * Hears about each step of one address family's sync loop, on the thread that makes it; it should
 * return soon.
 */
public interface SyncListener {

  /** How much a sync looks at. */
  enum Kind {
    /** The kernel is read and compared as a whole: at start, after a failure, for a check. */
    FULL,
    /** Only what differs from the last sync is sent. */
    PARTIAL
  }

  /** A newer state has arrived and waits to be programmed. */
  void queued();

  /** The kernel is up to date; it took this long. */
  void succeeded(Kind kind, Duration took, Synced synced);

  /** The kernel refused; the loop tries again by itself. */
  void failed(Kind kind, Duration took);
}
