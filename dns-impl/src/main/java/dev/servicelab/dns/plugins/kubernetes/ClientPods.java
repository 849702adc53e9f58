package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.clients.ClientPod;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.PodRecord;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pods of a snapshot by their addresses. With {@code pods verified} these are all, with their
 * labels; without, the ones that EndpointSlices tell of.
 */
final class ClientPods {

  /** What begins the name of a pod's label as metadata. */
  private static final String CLIENT_LABEL = "kubernetes/client-label/";

  private final Map<String, ClientPod> pods = new HashMap<>();
  private final Map<ClientPod, Map<String, String>> labels = new HashMap<>();

  /** Addresses of several pods: those of nodes, whose network they use. */
  private final Set<String> shared = new HashSet<>();

  ClientPods(ClusterSnapshot cluster) {
    for (PodRecord pod : cluster.pods()) {
      labels.put(new ClientPod(pod.namespace(), pod.name()), pod.labels());
      pod.ips().forEach(ip -> add(ip, pod.namespace(), pod.name()));
    }
    for (EndpointSliceRecord slice : cluster.endpointSlices()) {
      for (EndpointSliceRecord.Endpoint endpoint : slice.endpoints()) {
        if (!endpoint.targetPod().isEmpty()) {
          endpoint.addresses().forEach(ip -> add(ip, slice.namespace(), endpoint.targetPod()));
        }
      }
    }
  }

  Optional<ClientPod> at(InetAddress address) {
    String ip = address.getHostAddress();
    return shared.contains(ip) ? Optional.empty() : Optional.ofNullable(pods.get(ip));
  }

  /** What the pod with this address has under a label of metadata, with CoreDNS's words. */
  Optional<String> describe(String label, InetAddress address) {
    if (label.startsWith(CLIENT_LABEL)) {
      String key = label.substring(CLIENT_LABEL.length());
      return at(address).map(pod -> labels.getOrDefault(pod, Map.of()).get(key));
    }
    return switch (label) {
      case "kubernetes/client-namespace" -> at(address).map(ClientPod::namespace);
      case "kubernetes/client-pod-name" -> at(address).map(ClientPod::name);
      default -> Optional.empty();
    };
  }

  private void add(String text, String namespace, String name) {
    try {
      // The one spelling that InetAddress has for it.
      String ip = InetAddress.ofLiteral(text).getHostAddress();
      ClientPod pod = new ClientPod(namespace, name);
      ClientPod other = pods.putIfAbsent(ip, pod);
      if (other != null && !other.equals(pod)) {
        shared.add(ip);
      }
    } catch (IllegalArgumentException e) {
      // No address can ask.
    }
  }
}
