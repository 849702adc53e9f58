package dev.servicelab.labs.containers;

import java.time.Duration;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** For containers that start side by side and are waited for all together, later. */
final class NoWait extends AbstractWaitStrategy {

  NoWait() {
    withStartupTimeout(Duration.ofSeconds(1));
  }

  @Override
  protected void waitUntilReady() {
    // Running is enough.
  }
}
