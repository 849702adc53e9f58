package dev.servicelab.proxy.trace.table;

import dev.servicelab.proxy.rules.iptables.render.Layout;
import dev.servicelab.proxy.trace.Fate;
import dev.servicelab.proxy.trace.NodeAddresses;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.Packet.Origin;
import dev.servicelab.proxy.trace.PacketTracer;
import dev.servicelab.proxy.trace.Trace;
import dev.servicelab.proxy.trace.table.PacketTable.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** A cluster of tracers: what one node sends to another goes through that one's rules, too. */
final class TracedCluster {
  private final Addresses addresses;
  private final Destinations destinations;
  private final Map<String, PacketTracer> nodes = new HashMap<>();

  /** In iptables mode. */
  TracedCluster(TableCluster cluster, Layout layout) {
    this(cluster, (node, own) -> new PacketTracer(cluster.rules(node, layout), own));
  }

  /** In IPVS mode. */
  TracedCluster(TableCluster cluster) {
    this(cluster, (node, own) -> new PacketTracer(cluster.ipvsRules(node), own));
  }

  private TracedCluster(
      TableCluster cluster, BiFunction<String, NodeAddresses, PacketTracer> tracer) {
    this.addresses = cluster.addresses();
    this.destinations = new Destinations(cluster);
    for (String node : Addresses.NODES) {
      NodeAddresses own = new NodeAddresses(List.of(addresses.of(node)));
      nodes.put(node, tracer.apply(node, own));
    }
  }

  /**
   * Where a packet may end.
   *
   * @param place {@code refused}, {@code dropped}, {@code untouched}, or an endpoint's name
   * @param masqueraded whether it sees a node's address
   * @param probability of all ways that end like this
   * @param last the way through the rules of the last node
   */
  record End(String place, boolean masqueraded, double probability, Trace last) {}

  /** All ends of a row's packet. */
  List<End> ends(Row row) {
    Packet packet = destinations.packet(row);
    List<End> ends = new ArrayList<>();
    follow(packet, addresses.node(row.from()), 1, false, packet, ends);
    return ends;
  }

  private void follow(
      Packet packet, String node, double odds, boolean masked, Packet first, List<End> ends) {
    PacketTracer tracer = nodes.getOrDefault(node, nodes.values().iterator().next());
    for (Trace trace : tracer.traces(packet)) {
      double probability = odds * trace.probability();
      boolean masqueraded = masked || trace.masqueraded();
      switch (trace.fate()) {
        case Fate.Rejected() -> ends.add(new End("refused", masqueraded, probability, trace));
        case Fate.Dropped() -> ends.add(new End("dropped", masqueraded, probability, trace));
        case Fate.Delivered(String ip, int port) -> {
          String owner = addresses.owner(ip).orElse("");
          if (nodes.containsKey(owner) && !owner.equals(node)) {
            String source = trace.masqueraded() ? addresses.of(node) : packet.source();
            Packet on = new Packet(Origin.NETWORK, source, packet.protocol(), ip, port);
            follow(on, owner, probability, masqueraded, first, ends);
          } else {
            ends.add(new End(place(ip, port, first), masqueraded, probability, trace));
          }
        }
      }
    }
  }

  private String place(String ip, int port, Packet first) {
    boolean unchanged = ip.equals(first.destination()) && port == first.port();
    return addresses
        .owner(ip)
        .filter(owner -> !nodes.containsKey(owner))
        .orElse(unchanged ? "untouched" : ip + ":" + port);
  }
}
