package dev.servicelab.labs.cluster;

import dev.servicelab.labs.containers.Leftovers;
import dev.servicelab.labs.images.Images;
import dev.servicelab.labs.machine.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clusters of this process: one for each {@link ClusterSpec} that was asked for, made on first
 * use.
 */
public final class ClusterPool {
  /** System property: {@code true} if the clusters made shall outlive this process. */
  public static final String KEEP = "servicelab.keep";

  private static final Map<ClusterSpec, LabCluster> CLUSTERS = new HashMap<>();
  private static final Map<ClusterSpec, RuntimeException> FAILURES = new HashMap<>();
  private static final Map<ClusterSpec, LabCluster> USED = new HashMap<>();
  private static final Set<ClusterLife> MADE_HERE = ConcurrentHashMap.newKeySet();

  static {
    // Ctrl-C in the middle of anything: what this process made goes, kept or not.
    Runtime.getRuntime().addShutdownHook(new Thread(ClusterPool::atExit, "remove-clusters"));
  }

  private ClusterPool() {}

  /**
   * The cluster of this spec; the first call makes it (or takes the one that {@code lab up} keeps,
   * if its spec is equal), later calls return the same.
   *
   * @throws ClusterFailed if it could not be started; asking again does not try again
   * @throws WrongManifest if a manifest of proxy, DNS or tools is wrong
   * @throws dev.servicelab.labs.machine.CannotRunHere if this machine lacks something
   */
  public static synchronized LabCluster get(ClusterSpec spec) {
    LabCluster known = CLUSTERS.get(spec);
    if (known != null) {
      return known;
    }
    RuntimeException failure = FAILURES.get(spec);
    if (failure != null) {
      throw new ClusterFailed(
          String.valueOf(failure.getMessage()).lines().findFirst().orElse(""), failure);
    }
    try {
      LabCluster made = find(spec);
      CLUSTERS.put(spec, made);
      USED.put(spec, made);
      return made;
    } catch (RuntimeException e) {
      FAILURES.put(spec, e);
      throw e;
    }
  }

  /** The cluster of this spec that this process used, also if it is closed; never makes one. */
  public static synchronized Optional<LabCluster> used(ClusterSpec spec) {
    return Optional.ofNullable(USED.get(spec));
  }

  /**
   * Closes every cluster of this process, and removes those that are not kept; safe to call more
   * than once.
   *
   * @throws ClusterFailed naming what remains, if Docker does not remove it
   */
  public static synchronized void closeAll() {
    CLUSTERS.values().forEach(LabCluster::close);
    CLUSTERS.clear();
    if (!keeping()) {
      removeAll();
    }
  }

  /** Whether a cluster made by this process is meant to stay when the process ends. */
  public static boolean keeping() {
    return Boolean.getBoolean(KEEP) && !MADE_HERE.isEmpty();
  }

  /** Whether the clusters of this process are there after it, made by it or found. */
  public static boolean staying() {
    return MADE_HERE.isEmpty() || keeping();
  }

  private static LabCluster find(ClusterSpec spec) {
    Progress progress = Progress.stderr();
    Leftovers.makeRoom(progress);
    Optional<KeptCluster> kept = KeptCluster.find().filter(found -> found.spec().equals(spec));
    if (kept.isPresent() && kept.get().whole()) {
      progress.say("using the kept cluster " + kept.get().id() + ": " + spec.describe());
      return kept.get().connect();
    }
    return make(spec, progress);
  }

  private static LabCluster make(ClusterSpec spec, Progress progress) {
    Install install = Install.read(spec);
    Images images =
        Images.prepare(
            progress,
            spec.proxy() == Implementation.OWN,
            spec.dns() == Implementation.OWN,
            spec.mode() == Mode.IPVS);
    ClusterLife life = new ClusterLife(ClusterStart.newId(), spec.nodes());
    MADE_HERE.add(life);
    progress.say("cluster " + life.id() + ": " + spec.describe() + ", node image " + images.node());
    try {
      return new ClusterStart(spec, Boolean.getBoolean(KEEP), life, progress).run(images, install);
    } catch (RuntimeException e) {
      life.remove(progress);
      MADE_HERE.remove(life);
      throw e;
    }
  }

  /** Has a cluster removed when the process ends, if nobody did it before. */
  static void removeAtExit(ClusterLife life) {
    MADE_HERE.add(life);
  }

  private static void atExit() {
    try {
      removeAll();
    } catch (ClusterFailed e) {
      Progress.stderr().say(String.valueOf(e.getMessage()));
    }
  }

  private static void removeAll() {
    MADE_HERE.removeIf(
        life -> {
          life.remove(Progress.stderr());
          return true;
        });
  }
}
