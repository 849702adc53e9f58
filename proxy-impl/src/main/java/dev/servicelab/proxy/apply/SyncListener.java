package dev.servicelab.proxy.apply;

import java.time.Duration;

/** Hears about each step of the sync loop, on the thread that makes it. */
public interface SyncListener {

  /** A newer state has arrived and waits to be programmed. */
  void queued();

  /** The kernel is up to date; it took this long. */
  void succeeded(Duration took);

  /** The kernel refused; the loop tries again by itself. */
  void failed(Duration took);
}
