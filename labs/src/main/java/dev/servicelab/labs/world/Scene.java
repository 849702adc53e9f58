package dev.servicelab.labs.world;

import dev.servicelab.labs.cluster.ClusterPool;
import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.cluster.LabCluster;
import dev.servicelab.labs.cluster.LabNode;
import io.cucumber.java.Scenario;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One scenario: its cluster, its namespace, the names it has given to pods and addresses, and what
 * it attaches to the report. Made by PicoContainer for each scenario and handed to every step class
 * that asks for it.
 */
public final class Scene {

  private final Timeouts timeouts = Timeouts.fromSystemProperties();
  private final Map<String, PodView> calledPods = new HashMap<>();
  private final Map<String, String> calledAddresses = new HashMap<>();
  private List<Replies> requests = List.of();
  private @Nullable Scenario scenario;
  private @Nullable LabCluster cluster;
  private @Nullable String namespace;

  /**
   * Takes the cluster of this run, which starts it on first use, and makes the scenario's
   * namespace.
   *
   * @throws dev.servicelab.labs.cluster.ClusterFailed if there is no cluster to be had
   */
  public void begin(Scenario begun) {
    scenario = begun;
    cluster = ClusterPool.get(ClusterSpec.fromSystemProperties());
    namespace = Namespaces.create(cluster, FeatureFile.stem(begun.getUri()), timeouts);
  }

  /** The namespace that only this scenario uses; empty before {@link #begin} has made it. */
  public Optional<String> namespaceIfAny() {
    return Optional.ofNullable(namespace);
  }

  /** The namespace that only this scenario uses. */
  public String namespace() {
    return begun(namespace);
  }

  /** The cluster that the scenario runs on. */
  public LabCluster cluster() {
    return begun(cluster);
  }

  /** A client of the cluster's API server. */
  public KubernetesClient client() {
    return cluster().client();
  }

  /** The feature file that the scenario stands in. */
  public URI feature() {
    return begun(scenario).getUri();
  }

  /** The limits that the scenario's waits have. */
  public Timeouts timeouts() {
    return timeouts;
  }

  /** The waiting itself. */
  public Eventually eventually() {
    return new Eventually(timeouts);
  }

  /** Adds a piece of text to the report, under a name that says what it is. */
  public void attach(String name, String text) {
    begun(scenario).attach(text, "text/plain", name);
  }

  /**
   * Gives a pod a name of the scenario's own, as it is now; its real one is only known when it has
   * been made.
   */
  public void call(String alias, PodView pod) {
    calledPods.put(alias, pod);
  }

  /** The pod that was called so. */
  public Optional<PodView> calledPod(String alias) {
    return Optional.ofNullable(calledPods.get(alias));
  }

  /** Gives an address a name of the scenario's own. */
  public void callAddress(String alias, String address) {
    calledAddresses.put(alias, address);
  }

  /**
   * The address that was called so, or the text itself when it is a host name or an address
   * already.
   */
  public String address(String aliasOrHost) {
    return calledAddresses.getOrDefault(aliasOrHost, aliasOrHost);
  }

  /** Keeps what became of the requests that the next steps speak of as "these requests". */
  public void keep(List<Replies> replies) {
    requests = List.copyOf(replies);
  }

  /** What became of the requests made last. */
  public List<Replies> requests() {
    return requests;
  }

  /** The requester for a pod, by its real name or by the name that the scenario gave it. */
  public Requester pod(String name) {
    String real = calledPod(name).map(PodView::name).orElse(name);
    return new CurlRequester(
        "pod \"" + name + "\"", command -> cluster().inPod(namespace(), real, command), timeouts);
  }

  /** The requester for a process in the own network of a node, which is no pod's. */
  public Requester node(LabNode node) {
    return new CurlRequester(
        node.name(), command -> cluster().onNode(node.name(), command), timeouts);
  }

  /** A requester in the own network of each node. */
  public List<Requester> everyNode() {
    return cluster().nodes().stream().map(this::node).toList();
  }

  private static <T> T begun(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the scenario has not begun: its hooks did not run");
    }
    return part;
  }
}
