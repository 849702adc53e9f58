package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.plan.Clients;
import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.plan.FrontendAddress;
import dev.servicelab.proxy.plan.FrontendAddress.ClusterIp;
import dev.servicelab.proxy.plan.FrontendAddress.LoadBalancerIp;
import dev.servicelab.proxy.plan.FrontendAddress.NodePort;
import dev.servicelab.proxy.plan.Verdict;
import dev.servicelab.proxy.plan.Verdict.Balance;
import dev.servicelab.proxy.plan.Verdict.ShortCircuit;
import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.FromThisNode;
import dev.servicelab.proxy.rules.iptables.Match.Source;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import dev.servicelab.proxy.rules.iptables.Target.None;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * kube-proxy 1.34's shape: KUBE-SVC- and KUBE-SVL- choose, for traffic policies Cluster and Local.
 * All external addresses lead through KUBE-EXT-, where traffic policy and masquerading are settled;
 * those with source ranges come through KUBE-FW- before.
 */
final class CurrentShape implements Shape {
  private final PortRules port;
  private final Entrances entrances;
  private final EndpointChains endpoints;
  private final boolean countLocalhost;
  private final Map<TrafficPolicy, List<Endpoint>> choices = new EnumMap<>(TrafficPolicy.class);
  private @Nullable Verdict external;
  private boolean guarded;

  /**
   * A port's rules.
   *
   * @param countLocalhost whether node port connections at 127.0.0.1 are counted
   */
  CurrentShape(PortRules port, EndpointChains endpoints, boolean countLocalhost) {
    this.port = port;
    this.entrances = new Entrances(port);
    this.endpoints = endpoints;
    this.countLocalhost = countLocalhost;
  }

  @Override
  public void balance(FrontendAddress address, Balance verdict) {
    choices.put(verdict.policy(), verdict.endpoints());
    if (address instanceof ClusterIp) {
      ChainId chain = port.chains().balancing(verdict.policy());
      entrances.lead(address, chain);
      entrances.mark(chain, address, verdict.masquerade());
    } else {
      leadExternal(address, verdict);
    }
  }

  @Override
  public void shortCircuit(FrontendAddress address, ShortCircuit verdict) {
    choices.put(TrafficPolicy.CLUSTER, verdict.anywhere());
    if (verdict.others() instanceof Balance local) {
      choices.put(local.policy(), local.endpoints());
    }
    leadExternal(address, verdict);
  }

  @Override
  public void end() {
    switch (external) {
      case Balance(TrafficPolicy policy, _, _) -> {
        Cause cause = port.causes().service("spec.externalTrafficPolicy");
        Match why = port.comment("masquerade traffic for ", " external destinations");
        port.add(port.chains().external(), cause, PortRules.MARK_MASQ, why);
        goOn(cause, policy);
      }
      case ShortCircuit verdict -> settle(verdict);
      case null, default -> {}
    }
    EndpointChains.Remark remark = (index, endpoint) -> port.comment(" -> " + endpoint);
    choices.forEach(
        (policy, among) ->
            endpoints.balance(port.chains().balancing(policy), among, remark, remark));
  }

  private void leadExternal(FrontendAddress address, Verdict verdict) {
    external = verdict;
    switch (address) {
      case LoadBalancerIp(_, _, Clients.Within(var ranges)) -> {
        entrances.lead(address, port.chains().firewall());
        guard(ranges);
      }
      case NodePort nodePort when countLocalhost -> {
        entrances.leadCounted(nodePort, port.chains().external());
        entrances.lead(address, port.chains().external());
      }
      default -> entrances.lead(address, port.chains().external());
    }
  }

  /**
   * The nat table can only let in. Whoever is in no range keeps the address as its destination, and
   * is dropped in the filter table: {@link Refusals#dropOutsiders}.
   */
  private void guard(List<Cidr> ranges) {
    if (guarded) {
      return;
    }
    guarded = true;
    ChainId chain = port.chains().firewall();
    Cause cause = port.causes().service("spec.loadBalancerSourceRanges");
    Jump on = PortRules.to(port.chains().external());
    Match why = port.comment(" loadbalancer IP");
    ranges.forEach(range -> port.add(chain, cause, on, new Source(range, false), why));
    String rest = " will be dropped by " + ChainNames.PROXY_FIREWALL;
    port.add(chain, cause, new None(), port.comment("other traffic to ", rest));
  }

  private void settle(ShortCircuit verdict) {
    ChainId chain = port.chains().external();
    Cause cause = port.causes().service("spec.externalTrafficPolicy");
    String to = " external destinations";
    Jump anywhere = PortRules.to(port.chains().balancing(TrafficPolicy.CLUSTER));
    verdict
        .pods()
        .ifPresent(
            pods ->
                port.add(
                    chain,
                    cause,
                    anywhere,
                    PortRules.from(pods, false),
                    port.comment("pod traffic for ", to)));
    Match here = new FromThisNode();
    Match mark = port.comment("masquerade LOCAL traffic for ", to);
    port.add(chain, cause, PortRules.MARK_MASQ, mark, here);
    port.add(chain, cause, anywhere, port.comment("route LOCAL traffic for ", to), here);
    if (verdict.others() instanceof Balance(TrafficPolicy policy, _, _)) {
      goOn(cause, policy);
    }
  }

  private void goOn(Cause cause, TrafficPolicy policy) {
    port.add(port.chains().external(), cause, PortRules.to(port.chains().balancing(policy)));
  }
}
