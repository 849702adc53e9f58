package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.plan.FrontendAddress;
import dev.servicelab.proxy.plan.FrontendAddress.ClusterIp;
import dev.servicelab.proxy.plan.FrontendAddress.ExternalIp;
import dev.servicelab.proxy.plan.FrontendAddress.LoadBalancerIp;
import dev.servicelab.proxy.plan.FrontendAddress.NodePort;
import dev.servicelab.proxy.plan.Masquerade;
import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Match.Count;
import dev.servicelab.proxy.rules.iptables.Match.Destination;
import dev.servicelab.proxy.rules.iptables.Match.Source;
import java.util.ArrayList;
import java.util.List;

/** How packets for an address of one Service port are recognised, and where they go first. */
final class Entrances {
  private final PortRules port;

  Entrances(PortRules port) {
    this.port = port;
  }

  /** The chain in which all Services' addresses of this kind stand. */
  static ChainId dispatch(FrontendAddress address) {
    return address instanceof NodePort ? Dispatch.NODE_PORTS : Dispatch.SERVICES;
  }

  /** Leads packets for an address to a chain. */
  void lead(FrontendAddress address, ChainId to) {
    port.rules()
        .add(dispatch(address), port.causes().of(address), PortRules.to(to), packets(address));
  }

  /** Leads those to a node port at 127.0.0.1 there, and counts them. */
  void leadCounted(NodePort address, ChainId to) {
    List<Match> matches = packets(address);
    matches.addFirst(new Destination(BaseChains.LOOPBACK_IPV4, false));
    matches.add(new Count(BaseChains.LOCALHOST_COUNTER));
    port.rules().add(Dispatch.NODE_PORTS, port.causes().of(address), PortRules.to(to), matches);
  }

  /** Marks packets for an address, in a chain they come through, if their sender is meant. */
  void mark(ChainId chain, FrontendAddress address, Masquerade whom) {
    List<Match> matches = packets(address);
    switch (whom) {
      case Masquerade.Nobody() -> {}
      case Masquerade.Everybody() -> mark(chain, everybody(address), matches);
      case Masquerade.AllBut(var pods) -> {
        matches.addFirst(PortRules.from(pods, true));
        mark(chain, Causes.DETECT_LOCAL, matches);
      }
    }
  }

  /** Marks packets from a range. */
  void markFrom(Cidr range, ChainId chain, FrontendAddress address) {
    List<Match> matches = packets(address);
    matches.addFirst(new Source(range, false));
    mark(chain, port.causes().of(address), matches);
  }

  private void mark(ChainId chain, Cause cause, List<Match> matches) {
    port.rules().add(chain, cause, PortRules.MARK_MASQ, matches);
  }

  private Cause everybody(FrontendAddress address) {
    return address instanceof ClusterIp
        ? Causes.MASQUERADE_ALL
        : port.causes().service("spec.externalTrafficPolicy");
  }

  private List<Match> packets(FrontendAddress address) {
    return switch (address) {
      case ClusterIp(String ip, int number) -> packets(ip, " cluster IP", number);
      case ExternalIp(String ip, int number) -> packets(ip, " external IP", number);
      case LoadBalancerIp(String ip, int number, _) -> packets(ip, " loadbalancer IP", number);
      case NodePort(int number) ->
          new ArrayList<>(List.of(port.comment(""), port.transport(number)));
    };
  }

  private List<Match> packets(String ip, String what, int number) {
    return new ArrayList<>(List.of(PortRules.at(ip), port.comment(what), port.transport(number)));
  }
}
