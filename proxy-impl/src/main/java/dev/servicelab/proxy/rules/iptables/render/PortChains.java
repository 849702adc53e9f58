package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Table;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;

/** The chains of one Service port, all in the nat table. One hash names them all but endpoints'. */
final class PortChains {
  private final String label;
  private final String hashed;
  private final String hash;
  private final ChainId service;
  private final ChainId local;
  private final ChainId external;

  PortChains(ServicePortName name, Layout layout) {
    this.label = layout.label(name);
    this.hashed = label + name.protocol().lowerCase();
    this.hash = ChainNames.hash(hashed);
    this.service = chain("KUBE-SVC-");
    this.local = chain("KUBE-SVL-");
    this.external = chain("KUBE-EXT-");
  }

  /** What the Service port is called in comments. */
  String label() {
    return label;
  }

  /** The chain that balances over the endpoints a policy allows. */
  ChainId balancing(TrafficPolicy policy) {
    return switch (policy) {
      case CLUSTER -> service;
      case LOCAL -> local;
    };
  }

  /** The chain that takes traffic for external addresses. */
  ChainId external() {
    return external;
  }

  /** The chain that lets in who is in the source ranges of the load balancer's addresses. */
  ChainId firewall() {
    return chain("KUBE-FW-");
  }

  /** In older layouts: the chain that takes external traffic under policy Local. */
  ChainId externalLocal() {
    return chain("KUBE-XLB-");
  }

  /** The chain of one endpoint. */
  ChainId endpoint(Endpoint endpoint) {
    return new ChainId(Table.NAT, "KUBE-SEP-" + ChainNames.hash(hashed + endpoint));
  }

  private ChainId chain(String prefix) {
    return new ChainId(Table.NAT, prefix + hash);
  }
}
