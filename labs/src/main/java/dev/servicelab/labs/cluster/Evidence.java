package dev.servicelab.labs.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * One piece of what a cluster looked like when a scenario failed.
 *
 * @param name what it is, e.g. {@code node2 iptables-save}
 * @param text its content as plain text
 */
public record Evidence(String name, String text) {
  private static final int LOG_LINES = 100;

  /**
   * Collects the proxy's rules and the connection table of each node, and the EndpointSlices,
   * events and pod logs of each namespace, with the logs of proxy, DNS and the nodes' upstream DNS
   * servers. A piece that cannot be had says why in its text; nothing is thrown.
   *
   * @param namespaces those of the scenario, still there
   */
  public static List<Evidence> collect(LabCluster cluster, List<String> namespaces) {
    KubernetesClient client = cluster.client();
    List<Callable<Evidence>> pieces = new ArrayList<>();
    namespaces.forEach(namespace -> pieces.addAll(ofNamespace(client, namespace)));
    for (LabNode node : cluster.nodes()) {
      pieces.add(() -> command(cluster, node.name(), "iptables-save"));
      pieces.add(() -> command(cluster, node.name(), "conntrack", "-L"));
      pieces.add(() -> resolverLog(cluster, node.name()));
    }
    for (String app : List.of("kube-proxy", "kube-dns")) {
      pieces.add(
          () -> piece("logs of " + app, () -> logs(client, "kube-system", "k8s-app=" + app)));
    }
    return inParallel(pieces);
  }

  private static List<Callable<Evidence>> ofNamespace(KubernetesClient client, String namespace) {
    return List.of(
        () -> piece("pods in " + namespace, () -> pods(client, namespace)),
        () -> piece("EndpointSlices in " + namespace, () -> endpointSlices(client, namespace)),
        () -> piece("events in " + namespace, () -> events(client, namespace)),
        () -> piece("logs in " + namespace, () -> logs(client, namespace, "")));
  }

  private static List<Evidence> inParallel(List<Callable<Evidence>> pieces) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Evidence> found = new ArrayList<>();
      for (Future<Evidence> piece : threads.invokeAll(pieces)) {
        found.add(piece.get());
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(new Evidence("evidence", "interrupted"));
    } catch (ExecutionException e) {
      return List.of(new Evidence("evidence", "none: " + e.getCause()));
    }
  }

  private static Evidence command(LabCluster cluster, String node, String... command) {
    return piece(
        node + " " + String.join(" ", command),
        () -> {
          CommandResult result = cluster.onNode(node, List.of(command));
          return result.ok() ? result.stdout() : result.stdout() + result.stderr();
        });
  }

  private static Evidence resolverLog(LabCluster cluster, String node) {
    return piece(
        "log of the resolver of " + node,
        () -> {
          List<String> log = cluster.resolverLog(node);
          return String.join("\n", log.subList(Math.max(0, log.size() - LOG_LINES), log.size()));
        });
  }

  private static Evidence piece(String name, Callable<String> content) {
    try {
      return new Evidence(name, content.call());
    } catch (Exception e) {
      return new Evidence(name, "cannot be had: " + e.getMessage());
    }
  }

  private static String pods(KubernetesClient client, String namespace) {
    return client.pods().inNamespace(namespace).list().getItems().stream()
        .map(
            pod ->
                "%s %s %s on %s"
                    .formatted(
                        pod.getMetadata().getName(),
                        pod.getStatus().getPhase(),
                        pod.getStatus().getPodIP(),
                        pod.getSpec().getNodeName()))
        .collect(Collectors.joining("\n"));
  }

  private static String endpointSlices(KubernetesClient client, String namespace) {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(namespace)
        .list()
        .getItems()
        .stream()
        .peek(slice -> slice.getMetadata().setManagedFields(List.of()))
        .map(Serialization::asYaml)
        .collect(Collectors.joining("\n"));
  }

  private static String events(KubernetesClient client, String namespace) {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .map(Evidence::line)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String line(Event event) {
    return "%s %s %s %s: %s"
        .formatted(
            Optional.ofNullable(event.getLastTimestamp())
                .orElse(event.getMetadata().getCreationTimestamp()),
            event.getType(),
            event.getInvolvedObject().getName(),
            event.getReason(),
            event.getMessage());
  }

  private static String logs(KubernetesClient client, String namespace, String selector) {
    return client
        .pods()
        .inNamespace(namespace)
        .withLabelSelector(selector)
        .list()
        .getItems()
        .stream()
        .map(pod -> log(client, pod))
        .collect(Collectors.joining("\n"));
  }

  private static String log(KubernetesClient client, Pod pod) {
    String name = pod.getMetadata().getName();
    Callable<String> read =
        () ->
            client
                .pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(name)
                .tailingLines(LOG_LINES)
                .getLog();
    return "== " + name + " on " + pod.getSpec().getNodeName() + "\n" + piece(name, read).text();
  }
}
