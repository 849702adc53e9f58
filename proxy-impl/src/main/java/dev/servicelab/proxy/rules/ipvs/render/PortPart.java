package dev.servicelab.proxy.rules.ipvs.render;

import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.ipvs.VirtualServer;
import java.util.List;

/**
 * All that one Service port has in the kernel.
 *
 * @param servers its virtual servers
 * @param members its entries of ipsets; another port may have the same ones
 * @param bound addresses that must be the node's own
 * @param closed rules that keep the node's own processes out
 */
record PortPart(
    List<VirtualServer> servers, List<Member> members, List<String> bound, List<Rule> closed) {

  PortPart {
    servers = List.copyOf(servers);
    members = List.copyOf(members);
    bound = List.copyOf(bound);
    closed = List.copyOf(closed);
  }
}
