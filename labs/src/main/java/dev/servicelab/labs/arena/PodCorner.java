package dev.servicelab.labs.arena;

import dev.servicelab.labs.cluster.BareServer;
import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.cluster.PodExec;
import dev.servicelab.labs.cluster.Shipped;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * One proxy in a pod of its own, and the tools beside it: the pod's network namespace is the one
 * whose rules it writes. So it works on the kernel of the node, whichever that is.
 */
public final class PodCorner {
  private static final String CONFIG = "config.conf";
  private static final long START_SECONDS = 120;
  private static final int LOG_LINES = 8;

  /** The containers of a pod see each other's processes. */
  private static final String PROCESS =
      "proxy=/proc/$(pgrep -of -- '--hostname-override=%s') && ".formatted(ArenaNode.NAME);

  /**
   * Field 22 of stat is when it was started, in hundredths of a second since the kernel's start.
   */
  private static final String AGE =
      """
      for look in $(seq 40); do
        [ $(ipvsadm -Ln | grep -c ^TCP) -ge $1 ] && exec awk '
          FNR == NR { now = $1; next } { sub(/.*\\) /, ""); print now - $20 / 100 }' /proc/uptime $proxy/stat
        sleep 0.3
      done
      exit 1
      """;

  private final Implementation whose;
  private final BareServer server;
  private final Shipped shipped;
  private final PodExec exec;
  private int made;

  /**
   * A corner in which no proxy runs yet.
   *
   * @param mode the proxy's mode
   */
  PodCorner(Implementation whose, BareServer server, Mode mode) {
    this.whose = whose;
    this.server = server;
    this.shipped = Shipped.proxy(whose).inMode(mode);
    this.exec = new PodExec(server.client());
  }

  /** Whose proxy this is. */
  public Implementation whose() {
    return whose;
  }

  /**
   * Starts the proxy in a new pod, thus without any rule, and returns when its container runs.
   *
   * @param change makes its configuration of the one that is shipped
   * @throws ClusterFailed if it does not
   */
  public void start(UnaryOperator<String> change) {
    made++;
    KubernetesClient client = server.client();
    Map<String, String> files = new TreeMap<>(shipped.settings());
    files.replaceAll((name, text) -> Corner.settled(text, server));
    files.computeIfPresent(CONFIG, (name, text) -> change.apply(text));
    client.resource(ProxyPod.probe(name())).create();
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name())
                .withNamespace(ProxyPod.NAMESPACE)
                .endMetadata()
                .withData(files)
                .build())
        .create();
    client.resource(ProxyPod.of(name(), shipped)).create();
    try {
      client
          .pods()
          .inNamespace(ProxyPod.NAMESPACE)
          .withName(name())
          .waitUntilCondition(PodCorner::runs, START_SECONDS, TimeUnit.SECONDS);
    } catch (KubernetesClientException e) {
      throw new ClusterFailed(
          "the pod of the %s proxy did not start: %s"
              .formatted(whose.word(), pod() == null ? "it is gone" : pod().getStatus()),
          e);
    }
  }

  private static boolean runs(Pod pod) {
    return pod != null && pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
  }

  /** Ends the proxy; its rules go with its pod. */
  public void end() {
    server
        .client()
        .pods()
        .inNamespace(ProxyPod.NAMESPACE)
        .withName(name())
        .withGracePeriod(0)
        .delete();
  }

  /**
   * What a script of sh wrote to standard output, run in the proxy's network namespace.
   *
   * @throws ClusterFailed if it fails, with its last words and the proxy's
   */
  public String output(String script, String... arguments) {
    CommandResult result = run(script, arguments);
    if (!result.ok()) {
      throw ClusterFailed.withLog(
          whose.word() + ": " + result.stderr() + result.stdout(), log(LOG_LINES), null);
    }
    return result.stdout();
  }

  /** The same, however it ends. */
  public CommandResult run(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    return exec.inPod(ProxyPod.NAMESPACE, name(), command);
  }

  /** A probe in the proxy's network namespace, which runs until it is closed. */
  public IpvsProbe probe() {
    return IpvsProbe.start(server.client().pods().inNamespace(ProxyPod.NAMESPACE).withName(name()));
  }

  /** What the proxy says of itself, as Prometheus reads it; empty as long as it says nothing. */
  public String metrics() {
    return run("curl -s http://127.0.0.1:10249/metrics").stdout();
  }

  /** What the kernel accounts to the proxy's process so far. */
  public Usage usage() {
    return Usage.parse(output(PROCESS + "cat $proxy/status $proxy/stat"));
  }

  /**
   * Waits until IPVS has so many virtual servers of TCP.
   *
   * @return how long the proxy has been running when they were seen, in seconds
   * @throws ClusterFailed with the proxy's last words, if it takes longer than {@code limit}
   */
  public double ageWhenServing(int servers, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    String count = Integer.toString(servers);
    CommandResult result = run(PROCESS + AGE, count);
    while (!result.ok() && System.nanoTime() < end) {
      result = run(PROCESS + AGE, count);
    }
    return Double.parseDouble(
        (result.ok() ? result.stdout() : output(PROCESS + AGE, count)).strip());
  }

  /** The addresses of its network namespace, one of each family. */
  public List<String> addresses() {
    return pod().getStatus().getPodIPs().stream().map(PodIP::getIp).toList();
  }

  /** The last lines the proxy wrote. */
  public List<String> log(int lines) {
    return server
        .client()
        .pods()
        .inNamespace(ProxyPod.NAMESPACE)
        .withName(name())
        .inContainer(ProxyPod.PROXY)
        .tailingLines(lines)
        .getLog()
        .lines()
        .toList();
  }

  private Pod pod() {
    return server.client().pods().inNamespace(ProxyPod.NAMESPACE).withName(name()).get();
  }

  /** Each start has a pod of its own, so none waits for another's end. */
  private String name() {
    return whose.word() + "-" + made;
  }
}
