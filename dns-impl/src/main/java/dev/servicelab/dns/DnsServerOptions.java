package dev.servicelab.dns;

import dev.servicelab.dns.chain.ClusterAccess;
import dev.servicelab.state.Interest;
import dev.servicelab.state.StateSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a server is made of.
 *
 * @param corefile its configuration
 * @param cluster makes the source of the cluster's state
 * @param listen takes the place of every server block's own address (play mode)
 * @param clock the time
 */
record DnsServerOptions(
    CorefileSource corefile,
    BiFunction<ClusterAccess, Interest, StateSource> cluster,
    Optional<InetSocketAddress> listen,
    Clock clock) {

  /**
   * Where an HTTP page is served. In play mode several servers may run side by side without
   * privileges, so each page goes to a free port of the loopback address; the log names it.
   */
  InetSocketAddress placeOfPage(InetSocketAddress asked) {
    return listen.isEmpty() ? asked : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
