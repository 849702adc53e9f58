package dev.servicelab.proxy.pages;

import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.http.Answer;
import dev.servicelab.proxy.http.BadQuery;
import dev.servicelab.proxy.http.Query;
import dev.servicelab.proxy.trace.NodeAddresses;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.PacketText;
import dev.servicelab.proxy.trace.PacketTracer;
import dev.servicelab.proxy.trace.Story;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code /explain?from=10.244.1.9&to=10.96.0.20:80/tcp}: what the rules in force do with such a
 * packet, rule by rule.
 */
final class ExplainPage {
  private final InForce inForce;
  private final Supplier<List<String>> nodeAddresses;

  /**
   * The page.
   *
   * @param nodeAddresses the node's own addresses, of both families
   */
  ExplainPage(InForce inForce, Supplier<List<String>> nodeAddresses) {
    this.inForce = inForce;
    this.nodeAddresses = nodeAddresses;
  }

  Answer answer(Query query) {
    String from = query.only("from", "to").need("from");
    String to = query.need("to");
    List<String> own = ownAddresses();
    Packet packet = packet(new PacketText(own, pods()), from, to);
    Synced synced =
        inForce
            .in(packet.family())
            .orElseThrow(
                () -> new BadQuery("no rules yet for " + packet.family().kubernetesName()));
    NodeAddresses addresses = new NodeAddresses(own);
    PacketTracer tracer =
        synced
            .ipvs()
            .map(rules -> new PacketTracer(rules, addresses))
            .orElseGet(() -> new PacketTracer(synced.rules(), addresses));
    return Answer.text(200, new Story(packet, tracer.traces(packet)).text());
  }

  /** Not those that ipvs mode has given the node for Services' sake. */
  private List<String> ownAddresses() {
    return nodeAddresses.get().stream()
        .filter(
            address ->
                inForce.all().stream()
                    .flatMap(synced -> synced.ipvs().stream())
                    .noneMatch(ipvs -> ipvs.tables().addresses().contains(address)))
        .toList();
  }

  private static Packet packet(PacketText text, String from, String to) {
    try {
      return text.read(from, to);
    } catch (IllegalArgumentException e) {
      throw new BadQuery(String.valueOf(e.getMessage()));
    }
  }

  /** Pods by name, as far as endpoints tell of them. */
  private Map<String, String> pods() {
    Map<String, String> pods = new HashMap<>();
    for (Synced synced : inForce.all()) {
      for (EndpointSliceRecord slice : synced.cluster().endpointSlices()) {
        slice.endpoints().forEach(endpoint -> add(pods, endpoint));
      }
    }
    return pods;
  }

  private static void add(Map<String, String> pods, Endpoint endpoint) {
    if (!endpoint.targetPod().isEmpty() && !endpoint.addresses().isEmpty()) {
      pods.putIfAbsent(endpoint.targetPod(), endpoint.addresses().getFirst());
    }
  }
}
