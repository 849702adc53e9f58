package dev.servicelab.labs.traffic.load;

import dev.servicelab.labs.world.Scene;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The steady load of a scenario: the pods with label {@code app: load} send requests by themselves
 * and log what became of each. So it also goes on while the API server, through which a scenario
 * does everything else, cannot be reached.
 */
public final class Load {

  private final Scene scene;

  /**
   * @param scene whose namespace has the load
   */
  public Load(Scene scene) {
    this.scene = scene;
  }

  /** What every client of every node has logged so far, sorted by client and node. */
  public List<LoadLog> read() {
    return pods().stream().flatMap(this::logs).sorted(Load::byClientAndNode).toList();
  }

  /** A table for the report. */
  public static String table(List<LoadLog> logs) {
    String head = "client    node   requests  answered  retried  lost  longest gap\n";
    return head + logs.stream().map(Load::row).collect(Collectors.joining());
  }

  private List<Pod> pods() {
    return scene
        .client()
        .pods()
        .inNamespace(scene.namespace())
        .withLabel("app", "load")
        .list()
        .getItems();
  }

  private Stream<LoadLog> logs(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .map(Container::getName)
        .map(client -> LoadLog.parse(pod.getSpec().getNodeName(), client, log(pod, client)));
  }

  private String log(Pod pod, String container) {
    return scene
        .client()
        .pods()
        .inNamespace(scene.namespace())
        .withName(pod.getMetadata().getName())
        .inContainer(container)
        .usingTimestamps()
        .getLog();
  }

  private static int byClientAndNode(LoadLog a, LoadLog b) {
    int clients = a.client().compareTo(b.client());
    return clients == 0 ? a.node().compareTo(b.node()) : clients;
  }

  private static String row(LoadLog log) {
    long lost = log.count(LoadLog.Outcome.LOST);
    long answered = log.count(LoadLog.Outcome.OK);
    return String.format(
        Locale.ROOT,
        "%-9s %-6s %8d %9d %8d %5d %9.1f s%n",
        log.client(),
        log.node(),
        answered + lost,
        answered,
        log.count(LoadLog.Outcome.AGAIN),
        lost,
        log.longestGap().toMillis() / 1000.0);
  }

  /** How many requests the slowest client got answered between two moments. */
  public static long fewestAnswered(List<LoadLog> logs, Instant from, Instant to) {
    return logs.stream().mapToLong(log -> log.answered(from, to)).min().orElse(0);
  }
}
