package dev.servicelab.proxy.trace;

import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.Table;
import dev.servicelab.proxy.rules.ipvs.IpvsRules;
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
  private final VirtualServers virtual;
  private final NodeAddresses node;

  /**
   * A tracer for one node.
   *
   * @param node the node's own addresses: what {@code addrtype LOCAL} means
   */
  public PacketTracer(IptablesRules rules, NodeAddresses node) {
    this(rules, VirtualServers.none(), node);
  }

  /** A tracer for one node in ipvs mode. */
  public PacketTracer(IpvsRules rules, NodeAddresses node) {
    this(rules.iptables(), new VirtualServers(rules.tables()), node);
  }

  private PacketTracer(IptablesRules rules, VirtualServers virtual, NodeAddresses node) {
    this.rules = rules;
    this.virtual = virtual;
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
      Walk walk = new Walk(rules, node, virtual, packet, noted, choices);
      through(packet, walk);
      traces.add(walk.trace());
    } while (choices.next());
    return traces;
  }

  /**
   * netfilter's order: nat, then filter, then nat again on the way out. A virtual server takes a
   * packet before the filter table where it comes from the node itself, and behind INPUT where it
   * does not; from there on it is a packet that the node sends.
   */
  private void through(Packet packet, Walk walk) {
    boolean fromNode = packet.origin() == Origin.NODE;
    walk.through(new ChainId(Table.NAT, fromNode ? "OUTPUT" : "PREROUTING"));
    String destination = walk.destination();
    boolean toNode = node.contains(destination) || virtual.hold(destination);
    if (!fromNode) {
      walk.through(new ChainId(Table.FILTER, toNode ? "INPUT" : "FORWARD"));
    }
    if (fromNode || toNode) {
      walk.balance();
    }
    if (fromNode || walk.balanced()) {
      walk.through(new ChainId(Table.FILTER, "OUTPUT"));
    }
    if (fromNode || walk.balanced() || !toNode) {
      walk.through(new ChainId(Table.NAT, "POSTROUTING"));
    }
    if (fromNode && toNode && !walk.balanced()) {
      // What the node sends to itself comes in again by the loopback interface. Its connection has
      // been translated already, so the nat table is not asked a second time.
      walk.through(new ChainId(Table.FILTER, "INPUT"));
    }
  }
}
