package dev.servicelab.proxy.conntrack;

import dev.servicelab.proxy.conntrack.Flow.Peer;
import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.plan.Frontend;
import dev.servicelab.proxy.plan.FrontendAddress;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.state.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where UDP clients send, and who may answer there: every serving endpoint, whatever the traffic
 * policy, so that a policy change does not cut running exchanges.
 *
 * @param addresses virtual addresses with their serving endpoints
 * @param nodePorts node ports with their serving endpoints
 */
record UdpFrontends(Map<Peer, Set<Peer>> addresses, Map<Integer, Set<Peer>> nodePorts) {

  static UdpFrontends none() {
    return new UdpFrontends(Map.of(), Map.of());
  }

  static UdpFrontends of(NodePlan plan) {
    UdpFrontends all = new UdpFrontends(new HashMap<>(), new HashMap<>());
    for (ServicePortPlan service : plan.services()) {
      if (service.name().protocol() == Protocol.UDP) {
        Set<Peer> serving = serving(service);
        service.frontends().forEach(frontend -> all.add(frontend, serving));
      }
    }
    return all;
  }

  private void add(Frontend frontend, Set<Peer> serving) {
    switch (frontend.address()) {
      case FrontendAddress.ClusterIp(String ip, int port) ->
          addresses.put(new Peer(ip, port), serving);
      case FrontendAddress.ExternalIp(String ip, int port) ->
          addresses.put(new Peer(ip, port), serving);
      case FrontendAddress.LoadBalancerIp(String ip, int port, _) ->
          addresses.put(new Peer(ip, port), serving);
      case FrontendAddress.NodePort(int port) -> nodePorts.put(port, serving);
    }
  }

  private static Set<Peer> serving(ServicePortPlan service) {
    Set<Peer> serving = new HashSet<>();
    for (Endpoint endpoint : service.known()) {
      if (endpoint.serving()) {
        serving.add(new Peer(endpoint.ip(), endpoint.port()));
      }
    }
    return serving;
  }
}
