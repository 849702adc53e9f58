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
 * the kernel's chains is not asked, and what reaches their end passes, as with the policy ACCEPT.
 */
public final class PacketTracer {
  private final IptablesRules rules;
  private final NodeAddresses node;

  /**
   * A tracer for one node.
   *
   * @param node the node's own addresses: what {@code addrtype LOCAL} means
   */
  public PacketTracer(IptablesRules rules, NodeAddresses node) {
    this.rules = rules;
    this.node = node;
  }

  /** Every way a packet may go if its source has not been noted by any affinity rule. */
  public List<Trace> traces(Packet packet) {
    return traces(packet, Set.of());
  }

  /**
   * Every way a packet may go: one for each outcome of the random choices it meets. Their
   * probabilities add up to 1.
   *
   * @param noted the lists of {@code -m recent} that hold the packet's source, and have not yet
   *     forgotten it
   */
  public List<Trace> traces(Packet packet, Set<String> noted) {
    List<Trace> traces = new ArrayList<>();
    Choices choices = new Choices();
    do {
      Walk walk = new Walk(rules, node, packet, noted, choices);
      through(packet, walk);
      traces.add(walk.trace());
    } while (choices.next());
    return traces;
  }

  /** netfilter's order: nat, then filter, then nat again on the way out. */
  private void through(Packet packet, Walk walk) {
    boolean fromNode = packet.origin() == Origin.NODE;
    walk.through(new ChainId(Table.NAT, fromNode ? "OUTPUT" : "PREROUTING"));
    boolean toNode = node.contains(walk.destination());
    if (fromNode) {
      walk.through(new ChainId(Table.FILTER, "OUTPUT"));
    } else if (!toNode) {
      walk.through(new ChainId(Table.FILTER, "FORWARD"));
    }
    if (fromNode || !toNode) {
      walk.through(new ChainId(Table.NAT, "POSTROUTING"));
    }
    if (toNode) {
      // Also what the node sends to itself: it comes in again by the loopback interface. Its
      // connection has been translated already, so the nat table is not asked a second time.
      walk.through(new ChainId(Table.FILTER, "INPUT"));
    }
  }
}
