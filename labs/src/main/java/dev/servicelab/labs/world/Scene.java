package dev.servicelab.labs.world;

import dev.servicelab.labs.cluster.ClusterPool;
import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.LabCluster;
import dev.servicelab.labs.cluster.Turns;
import io.cucumber.java.Scenario;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One scenario: its cluster, its namespaces, the names it has given to pods and addresses, and what
 * it attaches to the report. Made by PicoContainer for each scenario and handed to every step class
 * that asks for it.
 */
public final class Scene {

  /** The media type of what {@link #measured} attaches: seconds as a decimal number. */
  public static final String MEASURED = "text/x-servicelab-seconds";

  /** What is right at the first look, so long after the change, has been right for some time. */
  private static final Duration UNMEASURABLE = Duration.ofSeconds(1);

  private final Map<String, PodView> calledPods = new HashMap<>();
  private final Map<String, String> calledAddresses = new HashMap<>();
  private final Map<String, String> furtherNamespaces = new LinkedHashMap<>();
  private final Map<String, String> placedPods = new HashMap<>();
  private final Deque<Runnable> atEnd = new ArrayDeque<>();
  private final Set<String> settled = new HashSet<>();
  private long lastChange = System.nanoTime();
  private boolean populated;
  private @Nullable Scenario scenario;
  private @Nullable LabCluster cluster;
  private @Nullable Timeouts timeouts;
  private Turns.@Nullable Turn turn;
  private @Nullable String namespace;
  private @Nullable Instant beginning;

  /**
   * Takes the cluster of this run, which starts it on first use, waits until the scenario may run
   * on it (see {@link Turns}), and makes the scenario's namespace.
   *
   * @throws dev.servicelab.labs.cluster.ClusterFailed if there is no cluster to be had
   */
  public void begin(Scenario begun) {
    scenario = begun;
    beginning = Instant.now();
    cluster = ClusterPool.get(ClusterSpec.fromSystemProperties());
    timeouts = Timeouts.of(cluster);
    turn = cluster.turns().take(begun.getSourceTagNames());
    namespace = Namespaces.create(cluster, FeatureFile.stem(begun.getUri()), timeouts);
  }

  /** When the scenario began. */
  public Instant begun() {
    return begun(beginning);
  }

  /** Starts the removal of what the scenario has made, and lets the next one begin. */
  public void end() {
    try {
      namespaces().forEach(name -> Namespaces.remove(cluster(), name));
    } finally {
      Optional.ofNullable(turn).ifPresent(Turns.Turn::close);
    }
  }

  /** The namespace that only this scenario uses. */
  public String namespace() {
    return begun(namespace);
  }

  /**
   * A further namespace of this scenario alone, made on first use and removed with the first.
   *
   * @param alias what the scenario calls it
   * @return its real name
   */
  public String namespace(String alias) {
    return furtherNamespaces.computeIfAbsent(
        alias, fresh -> Namespaces.create(cluster(), FeatureFile.stem(feature()), timeouts()));
  }

  /** Every namespace made so far, the first one first; none before {@link #begin} has made it. */
  public List<String> namespaces() {
    return Stream.concat(
            Optional.ofNullable(namespace).stream(), furtherNamespaces.values().stream())
        .toList();
  }

  /** Notes that the pod of this name is to be found in a further namespace. */
  public void place(String pod, String inNamespace) {
    placedPods.put(pod, inNamespace);
  }

  /** The namespace that a pod is in, by its real name or the one that the scenario gave it. */
  public String namespaceOf(String podAliasOrName) {
    return placedPods.getOrDefault(podName(podAliasOrName), namespace());
  }

  /**
   * Runs a command in a pod of the scenario, in whichever of its namespaces the pod is.
   *
   * @param podAliasOrName its real name or the one that the scenario gave it
   * @param command program and arguments; no shell is put around them
   * @throws dev.servicelab.labs.cluster.ClusterFailed if the command could not be started
   */
  public CommandResult inPod(String podAliasOrName, List<String> command) {
    return cluster().inPod(namespaceOf(podAliasOrName), podName(podAliasOrName), command);
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

  /**
   * Has something undone when the scenario is over, passed or failed: what lies outside of its
   * namespaces. The last is undone first, after the evidence of a failure was collected.
   */
  public void atEnd(Runnable undo) {
    atEnd.push(undo);
  }

  /**
   * Undoes everything, each part also when another part could not be undone.
   *
   * @throws AssertionError telling of the first failure, with the others attached to it
   */
  public void undo() {
    AssertionError failure = null;
    while (!atEnd.isEmpty()) {
      try {
        atEnd.pop().run();
      } catch (RuntimeException | AssertionError e) {
        if (failure == null) {
          failure = new AssertionError("not undone: " + e.getMessage(), e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
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
    return begun(timeouts);
  }

  /** The waiting itself. */
  public Eventually eventually() {
    return new Eventually(timeouts());
  }

  /** Notes that the scenario has just changed something: convergence counts from here. */
  public void changed() {
    changed(System.nanoTime());
  }

  private void changed(long when) {
    lastChange = when;
    settled.clear();
  }

  /**
   * The waiting itself, for a change that is the cause of others, such as a pod that becomes ready.
   * If it was seen to happen, convergence counts from there.
   */
  public Eventually arriving() {
    return new Eventually(
        timeouts(),
        (begun, look) -> {
          if (look > 1) {
            changed(begun);
          }
        });
  }

  /**
   * The waiting itself, for something that has to follow the scenario's last change. The time from
   * that change to the first of the good looks goes into the report, once for each change and kind.
   *
   * @param what the kind: {@code endpoints}, {@code traffic} or {@code dns}
   */
  public Eventually settling(String what) {
    return new Eventually(timeouts(), (begun, look) -> settled(what, begun, look));
  }

  private void settled(String what, long begun, int look) {
    Duration took = Duration.ofNanos(begun - lastChange);
    boolean seenHappening = look > 1 || took.compareTo(UNMEASURABLE) < 0;
    if (settled.add(what) && seenHappening) {
      measured(what, took);
    }
  }

  /**
   * Adds a measured time to the report, which gives the quantiles of each kind.
   *
   * @param what the kind, one word
   */
  public void measured(String what, Duration took) {
    String seconds = String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    begun(scenario).attach(seconds, MEASURED, what);
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
   * already, see {@link #hostName}.
   */
  public String address(String aliasOrHost) {
    return calledAddresses.getOrDefault(aliasOrHost, hostName(aliasOrHost));
  }

  /**
   * A host name of a feature: {@code NAMESPACE} in it stands for the scenario's first namespace,
   * whose name no feature can know.
   */
  public String hostName(String text) {
    return text.replace("NAMESPACE", namespace());
  }

  private static <T> T begun(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the scenario has not begun: its hooks did not run");
    }
    return part;
  }
}
