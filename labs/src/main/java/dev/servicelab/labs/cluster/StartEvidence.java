package dev.servicelab.labs.cluster;

import dev.servicelab.labs.containers.NodeContainer;
import dev.servicelab.labs.containers.Resolver;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster that does not start looks like: pods, warnings, and the last words of each part.
 */
final class StartEvidence {
  private static final int NODE_LINES = 12;
  private static final int POD_LINES = 8;
  private static final int WARNINGS = 8;
  private static final int WIDTH = 300;

  private final String cluster;
  private final @Nullable KubernetesClient client;

  StartEvidence(String cluster, @Nullable KubernetesClient client) {
    this.cluster = cluster;
    this.client = client;
  }

  /** All of it, each line on a new line and indented; never throws. */
  String text() {
    try {
      Set<String> ready = client == null ? Set.of() : readyNodes(client);
      Stream<String> nodes =
          NodeContainer.of(cluster).stream()
              .filter(node -> !ready.contains(node.name()))
              .flatMap(StartEvidence::log);
      Stream<String> resolvers =
          Resolver.of(cluster).stream()
              .filter(resolver -> !resolver.running())
              .flatMap(StartEvidence::log);
      Stream<String> objects = Optional.ofNullable(client).stream().flatMap(this::objects);
      return Stream.of(objects, resolvers, nodes)
          .flatMap(lines -> lines)
          .map(line -> "\n  " + (line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line))
          .collect(Collectors.joining());
    } catch (RuntimeException e) {
      return "\n  (no evidence: " + e.getMessage() + ")";
    }
  }

  /** The nodes that need no explanation. */
  private static Set<String> readyNodes(KubernetesClient api) {
    try {
      return api.nodes().list().getItems().stream()
          .filter(
              node ->
                  node.getStatus().getConditions().stream()
                      .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus())))
          .map(node -> node.getMetadata().getName())
          .collect(Collectors.toSet());
    } catch (RuntimeException e) {
      return Set.of();
    }
  }

  private static Stream<String> log(NodeContainer node) {
    return Stream.concat(
        Stream.of("log of " + node.name() + (node.running() ? ":" : " (stopped):")),
        node.logTail(NODE_LINES).stream().map(line -> "  " + line));
  }

  private static Stream<String> log(Resolver resolver) {
    return Stream.concat(
        Stream.of("log of the resolver of " + resolver.node() + " (stopped):"),
        resolver.log().stream().limit(POD_LINES).map(line -> "  " + line));
  }

  private Stream<String> objects(KubernetesClient api) {
    try {
      List<Pod> pods = api.pods().inAnyNamespace().list().getItems();
      Stream<String> states = pods.stream().map(StartEvidence::state);
      Stream<String> warnings =
          api.v1().events().inAnyNamespace().list().getItems().stream()
              .filter(event -> "Warning".equals(event.getType()))
              .filter(event -> "Pod".equals(event.getInvolvedObject().getKind()))
              .map(StartEvidence::warning)
              .distinct()
              .limit(WARNINGS);
      Stream<String> logs = pods.stream().filter(pod -> !ready(pod)).flatMap(pod -> log(api, pod));
      return Stream.of(states, warnings, logs).flatMap(lines -> lines);
    } catch (RuntimeException e) {
      return Stream.of("(the API does not answer: " + e.getMessage() + ")");
    }
  }

  private static String state(Pod pod) {
    String waiting =
        pod.getStatus().getContainerStatuses().stream()
            .map(ContainerStatus::getState)
            .filter(state -> state != null && state.getWaiting() != null)
            .map(state -> state.getWaiting())
            .map(
                why ->
                    " " + why.getReason() + " " + Objects.requireNonNullElse(why.getMessage(), ""))
            .collect(Collectors.joining());
    return "pod %s on %s: %s%s%s"
        .formatted(
            pod.getMetadata().getName(),
            pod.getSpec().getNodeName(),
            pod.getStatus().getPhase(),
            ready(pod) ? ", Ready" : ", not Ready",
            waiting);
  }

  private static boolean ready(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  private static String warning(Event event) {
    return "event %s %s: %s"
        .formatted(event.getInvolvedObject().getName(), event.getReason(), event.getMessage());
  }

  private static Stream<String> log(KubernetesClient api, Pod pod) {
    String name = pod.getMetadata().getName();
    try {
      String log =
          api.pods()
              .inNamespace(pod.getMetadata().getNamespace())
              .withName(name)
              .tailingLines(POD_LINES)
              .getLog();
      return Stream.concat(
          Stream.of("log of pod " + name + ":"), log.lines().map(line -> "  " + line));
    } catch (RuntimeException e) {
      return Stream.of("log of pod " + name + ": none (" + e.getMessage() + ")");
    }
  }
}
