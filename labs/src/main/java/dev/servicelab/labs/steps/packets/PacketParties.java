package dev.servicelab.labs.steps.packets;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.kernel.NodeAddresses;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.fabric8.kubernetes.api.model.Service;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everybody whom the packet table names, looked up once: a table has many lines.
 *
 * @param ips the address of each pod and node, by its name
 * @param services by their names
 * @param nodeAddresses every address that any node has itself
 */
record PacketParties(
    Map<String, String> ips, Map<String, Service> services, Set<String> nodeAddresses) {

  static PacketParties of(Scene scene) {
    Map<String, String> ips =
        new HashMap<>(
            new Pods(scene).all().stream().collect(Collectors.toMap(PodView::name, PodView::ip)));
    scene.cluster().nodes().forEach(node -> ips.put(node.name(), node.internalIp()));
    Map<String, Service> services =
        scene.client().services().inNamespace(scene.namespace()).list().getItems().stream()
            .collect(Collectors.toMap(service -> service.getMetadata().getName(), each -> each));
    Set<String> nodeAddresses =
        scene.cluster().nodes().stream()
            .map(LabNode::name)
            .flatMap(node -> NodeAddresses.of(scene.cluster(), node).stream())
            .collect(Collectors.toSet());
    return new PacketParties(ips, services, nodeAddresses);
  }

  String ip(String name) {
    return known(ips, name);
  }

  Service service(String name) {
    return known(services, name);
  }

  private static <T> T known(Map<String, T> things, String name) {
    T found = things.get(name);
    if (found == null) {
      throw new IllegalArgumentException("nobody is called " + name);
    }
    return found;
  }
}
