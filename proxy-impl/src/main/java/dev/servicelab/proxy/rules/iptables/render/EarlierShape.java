package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.Clients;
import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.plan.FrontendAddress;
import dev.servicelab.proxy.plan.FrontendAddress.ClusterIp;
import dev.servicelab.proxy.plan.FrontendAddress.LoadBalancerIp;
import dev.servicelab.proxy.plan.FrontendAddress.NodePort;
import dev.servicelab.proxy.plan.Masquerade;
import dev.servicelab.proxy.plan.Verdict.Balance;
import dev.servicelab.proxy.plan.Verdict.ShortCircuit;
import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.FromThisNode;
import dev.servicelab.proxy.rules.iptables.Match.Source;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape before Kubernetes 1.24: external addresses lead straight to KUBE-SVC-, load balancers'
 * through KUBE-FW- in any case, and those with externalTrafficPolicy Local to KUBE-XLB-, which
 * chooses among the node's endpoints itself. What is left over there is marked to be dropped.
 *
 * <p>In these eras nothing was as sure as that: KUBE-FIREWALL, which drops what is marked, does not
 * see forwarded packets. So the filter table is today's ({@link Refusals}), whatever the layout.
 */
final class EarlierShape implements Shape {
  private static final Jump MARK_DROP = new Jump(ChainNames.MARK_DROP);

  private final PortRules port;
  private final Entrances entrances;
  private final EndpointChains endpoints;
  private final boolean markEarly;
  private final Map<ChainId, List<Endpoint>> choices = new LinkedHashMap<>();
  private @Nullable ShortCircuit external;
  private boolean guarded;

  /**
   * A port's rules.
   *
   * @param markEarly whether masquerading is settled before the jump to the port's chain, in the
   *     chain that all Services share, rather than after it
   */
  EarlierShape(PortRules port, EndpointChains endpoints, boolean markEarly) {
    this.port = port;
    this.entrances = new Entrances(port);
    this.endpoints = endpoints;
    this.markEarly = markEarly;
  }

  @Override
  public void balance(FrontendAddress address, Balance verdict) {
    ChainId chain = port.chains().balancing(verdict.policy());
    choices.put(chain, verdict.endpoints());
    if (address instanceof LoadBalancerIp balancer) {
      guard(balancer, verdict.masquerade(), chain);
    } else {
      boolean early = markEarly || isClusterPort(address);
      ChainId marking = early ? Entrances.dispatch(address) : chain;
      entrances.mark(marking, address, verdict.masquerade());
      entrances.lead(address, chain);
    }
  }

  @Override
  public void shortCircuit(FrontendAddress address, ShortCircuit verdict) {
    external = verdict;
    choices.put(port.chains().balancing(TrafficPolicy.CLUSTER), verdict.anywhere());
    ChainId chain = port.chains().externalLocal();
    switch (address) {
      case LoadBalancerIp balancer -> guard(balancer, new Masquerade.Nobody(), chain);
      case NodePort nodePort -> {
        entrances.markFrom(loopback(), Dispatch.NODE_PORTS, nodePort);
        entrances.lead(address, chain);
      }
      default -> entrances.lead(address, chain);
    }
  }

  @Override
  public void end() {
    EndpointChains.Remark name = (index, endpoint) -> port.comment("");
    choices.forEach((chain, among) -> endpoints.balance(chain, among, name, name));
    if (external != null) {
      settle(external);
    }
  }

  /**
   * A node port's mark rule asks for the port only. In KUBE-SVC- it would meet packets to the
   * ClusterIP too, if both have the same number.
   */
  private boolean isClusterPort(FrontendAddress address) {
    return address instanceof NodePort
        && port.plan().frontends().stream()
            .map(frontend -> frontend.address())
            .anyMatch(other -> other instanceof ClusterIp && other.port() == address.port());
  }

  private void guard(LoadBalancerIp balancer, Masquerade whom, ChainId on) {
    ChainId chain = port.chains().firewall();
    entrances.lead(balancer, chain);
    if (guarded) {
      return;
    }
    guarded = true;
    Cause cause = port.causes().of(balancer);
    Match why = port.comment(" loadbalancer IP");
    if (whom instanceof Masquerade.Everybody) {
      port.add(chain, cause, PortRules.MARK_MASQ, why);
    }
    switch (balancer.clients()) {
      case Clients.Anyone() -> port.add(chain, cause, PortRules.to(on), why);
      case Clients.Within(var ranges) ->
          ranges.forEach(
              range -> port.add(chain, cause, PortRules.to(on), new Source(range, false), why));
    }
    port.add(chain, cause, MARK_DROP, why);
  }

  private void settle(ShortCircuit verdict) {
    ChainId chain = port.chains().externalLocal();
    Cause cause = port.causes().service("spec.externalTrafficPolicy");
    Jump anywhere = PortRules.to(port.chains().balancing(TrafficPolicy.CLUSTER));
    Match pods =
        new Match.Comment("Redirect pods trying to reach external loadbalancer VIP to clusterIP");
    verdict
        .pods()
        .ifPresent(from -> port.add(chain, cause, anywhere, PortRules.from(from, false), pods));
    Match here = new FromThisNode();
    Match mark = port.comment("masquerade LOCAL traffic for ", " LB IP");
    port.add(chain, cause, PortRules.MARK_MASQ, mark, here);
    Match route = port.comment("route LOCAL traffic for ", " LB IP to service chain");
    port.add(chain, cause, anywhere, route, here);
    if (verdict.others() instanceof Balance local) {
      endpoints.balance(
          chain,
          local.endpoints(),
          (index, endpoint) -> port.comment(""),
          (index, endpoint) -> port.comment("Balancing rule " + index + " for ", ""));
    } else {
      port.add(chain, cause, MARK_DROP, port.comment(" has no local endpoints"));
    }
  }

  private Cidr loopback() {
    return port.family() == IpFamily.IPV4 ? BaseChains.LOOPBACK_IPV4 : BaseChains.LOOPBACK_IPV6;
  }
}
