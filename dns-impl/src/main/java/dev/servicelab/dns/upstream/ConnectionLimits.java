package dev.servicelab.dns.upstream;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How connections are made and kept.
 *
 * @param expire how long one is kept unused
 * @param maxAge how old one may be to be used again, absent for any age
 * @param maxIdle how many are kept unused
 * @param source the address to ask from, absent for what the routes say
 */
public record ConnectionLimits(
    Duration expire, Optional<Duration> maxAge, int maxIdle, Optional<InetAddress> source) {

  /** CoreDNS's: ten seconds, any age and number. */
  public static final ConnectionLimits USUAL =
      new ConnectionLimits(
          Duration.ofSeconds(10), Optional.empty(), Integer.MAX_VALUE, Optional.empty());
}
