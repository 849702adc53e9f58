package dev.servicelab.state.api;

import static dev.servicelab.state.api.Absent.orEmpty;

import dev.servicelab.state.NodeRecord;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Optional;

/** Makes the record of a {@code v1.Node}. */
final class NodeReader {
  private NodeReader() {}

  static Optional<NodeRecord> read(Node node) {
    return Optional.of(
        new NodeRecord(
            node.getMetadata().getName(),
            orEmpty(node.getMetadata().getLabels()),
            internalIps(node),
            podCidrs(node),
            leaving(node)));
  }

  private static List<String> internalIps(Node node) {
    if (node.getStatus() == null) {
      return List.of();
    }
    return orEmpty(node.getStatus().getAddresses()).stream()
        .filter(address -> "InternalIP".equals(address.getType()))
        .map(address -> orEmpty(address.getAddress()))
        .toList();
  }

  private static List<String> podCidrs(Node node) {
    return node.getSpec() == null ? List.of() : orEmpty(node.getSpec().getPodCIDRs());
  }

  private static boolean leaving(Node node) {
    if (node.getMetadata().getDeletionTimestamp() != null) {
      return true;
    }
    return node.getSpec() != null
        && orEmpty(node.getSpec().getTaints()).stream()
            .anyMatch(taint -> NodeRecord.AUTOSCALER_TAINT.equals(taint.getKey()));
  }
}
