package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Table;
import java.util.Set;

/** The chains that find the Service a packet is for: every Service has lines in them. */
final class Dispatch {
  static final ChainId SERVICES = new ChainId(Table.NAT, ChainNames.SERVICES);
  static final ChainId NODE_PORTS = new ChainId(Table.NAT, ChainNames.NODE_PORTS);
  static final ChainId REFUSED = new ChainId(Table.FILTER, ChainNames.SERVICES);
  static final ChainId REFUSED_EXTERNAL = new ChainId(Table.FILTER, ChainNames.EXTERNAL_SERVICES);
  static final ChainId HEALTH_CHECKS = new ChainId(Table.FILTER, ChainNames.NODE_PORTS);
  static final ChainId FIREWALL = new ChainId(Table.FILTER, ChainNames.PROXY_FIREWALL);

  static final Set<ChainId> ALL =
      Set.of(SERVICES, NODE_PORTS, REFUSED, REFUSED_EXTERNAL, HEALTH_CHECKS, FIREWALL);

  private Dispatch() {}
}
