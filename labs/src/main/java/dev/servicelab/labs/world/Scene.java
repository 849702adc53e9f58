package dev.servicelab.labs.world;

import dev.servicelab.labs.cluster.ClusterPool;
import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.cluster.LabCluster;
import io.cucumber.java.Scenario;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.util.HashMap;
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
  private boolean populated;
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

  /** Notes that the scenario's namespace now has something in it. */
  public void populate() {
    populated = true;
  }

  /** Whether there is anything in the namespace whose state could explain a failure. */
  public boolean populated() {
    return populated;
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

  /** The pod that was called so, as it was then. */
  public Optional<PodView> calledPod(String alias) {
    return Optional.ofNullable(calledPods.get(alias));
  }

  /**
   * The real name of a pod that the scenario has given a name, or the text itself when it has not.
   */
  public String podName(String aliasOrName) {
    return calledPod(aliasOrName).map(PodView::name).orElse(aliasOrName);
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

  private static <T> T begun(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the scenario has not begun: its hooks did not run");
    }
    return part;
  }
}
