package dev.servicelab.labs.arena;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Node on which both proxies believe to run. No kubelet has it: nobody but us says what its
 * zone and its addresses are.
 */
public final class ArenaNode {
  /** Its name. */
  public static final String NAME = "arena";

  private static final String ZONE = "topology.kubernetes.io/zone";

  private ArenaNode() {}

  /**
   * Makes it, without a zone.
   *
   * @param internalIps its addresses; a proxy waits for them when it starts, and looks no more
   */
  static void create(KubernetesClient client, List<String> internalIps) {
    client
        .resource(new NodeBuilder().withNewMetadata().withName(NAME).endMetadata().build())
        .create();
    List<Map<String, String>> addresses =
        internalIps.stream().map(ip -> Map.of("type", "InternalIP", "address", ip)).toList();
    client
        .nodes()
        .withName(NAME)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            client
                .getKubernetesSerialization()
                .asJson(Map.of("status", Map.of("addresses", addresses))));
  }

  /**
   * Puts it in a zone.
   *
   * @param labels labels of a node; only that of its zone counts, and it may be missing
   * @return that zone
   */
  public static Optional<String> setZone(KubernetesClient client, Map<String, String> labels) {
    Map<String, Object> zone = new TreeMap<>();
    zone.put(ZONE, labels.get(ZONE)); // null removes the label: RFC 7396
    client
        .nodes()
        .withName(NAME)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            client.getKubernetesSerialization().asJson(Map.of("metadata", Map.of("labels", zone))));
    return Optional.ofNullable(labels.get(ZONE));
  }
}
