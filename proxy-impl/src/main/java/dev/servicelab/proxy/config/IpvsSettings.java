package dev.servicelab.proxy.config;

import dev.servicelab.proxy.net.Cidr;
import java.time.Duration;
import java.util.List;

/**
 * The fields below {@code ipvs}.
 *
 * @param syncPeriod how often the kernel is checked
 * @param minSyncPeriod the least time between syncs
 * @param scheduler how the kernel chooses an endpoint, by the name it has there
 * @param excluded ranges whose virtual servers are somebody else's
 * @param strictArp whether the node answers for Services' addresses on its own behalf only
 * @param tcp how long an idle TCP connection is remembered; zero leaves the kernel's value
 * @param tcpFin the same after a FIN
 * @param udp the same for UDP
 */
public record IpvsSettings(
    Duration syncPeriod,
    Duration minSyncPeriod,
    String scheduler,
    List<Cidr> excluded,
    boolean strictArp,
    Duration tcp,
    Duration tcpFin,
    Duration udp) {

  public IpvsSettings {
    excluded = List.copyOf(excluded);
  }

  /** Whether the kernel's own timeouts are to be changed. */
  public boolean hasTimeouts() {
    return tcp.toSeconds() > 0 || tcpFin.toSeconds() > 0 || udp.toSeconds() > 0;
  }
}
