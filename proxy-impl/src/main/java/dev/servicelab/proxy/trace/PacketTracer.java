package dev.servicelab.proxy.trace;

import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.Table;
import dev.servicelab.proxy.trace.Packet.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Says what rules do with a packet, without a kernel. It knows our rules only: whatever else is in
 * the kernel's chains is not asked.
 */
public final class PacketTracer {
  private final IptablesRules rules;
  private final Set<String> nodeAddresses;

  /**
   * A tracer for one node.
   *
   * @param nodeAddresses the node's own addresses: what {@code addrtype LOCAL} means
   */
  public PacketTracer(IptablesRules rules, Set<String> nodeAddresses) {
    this.rules = rules;
    this.nodeAddresses = Set.copyOf(nodeAddresses);
  }

  /** Every way a packet may go: one for each outcome of the random choices it meets. */
  public List<Trace> traces(Packet packet) {
    List<Trace> traces = new ArrayList<>();
    int choice = 0;
    while (true) {
      Walk walk = new Walk(rules, nodeAddresses, packet, choice);
      traces.add(trace(packet, walk));
      if (walk.choicesMet() <= choice) {
        return traces;
      }
      choice++;
    }
  }

  /** netfilter's order: nat, then filter, then nat again on the way out. */
  private Trace trace(Packet packet, Walk walk) {
    boolean fromNode = packet.origin() == Origin.NODE;
    walk.through(new ChainId(Table.NAT, fromNode ? "OUTPUT" : "PREROUTING"));
    boolean toNode = nodeAddresses.contains(walk.destination());
    String filter = fromNode ? "OUTPUT" : toNode ? "INPUT" : "FORWARD";
    walk.through(new ChainId(Table.FILTER, filter));
    if (fromNode || !toNode) {
      walk.through(new ChainId(Table.NAT, "POSTROUTING"));
    }
    return walk.trace();
  }
}
