package dev.servicelab.labs.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clusters of this process: one for each {@link ClusterSpec} that was asked for, made on first
 * use.
 */
public final class ClusterPool {
  private static final Map<ClusterSpec, LabCluster> CLUSTERS = new ConcurrentHashMap<>();

  private ClusterPool() {}

  /**
   * The cluster of this spec; the first call makes it (or finds the one that {@code lab up} keeps),
   * later calls return the same.
   *
   * @throws ClusterFailed if it could not be started; asking again does not try again
   */
  public static LabCluster get(ClusterSpec spec) {
    LabCluster cluster = CLUSTERS.get(spec);
    if (cluster == null) {
      throw new ClusterFailed("not yet: " + spec.describe());
    }
    return cluster;
  }

  /** Closes every cluster of this process; safe to call more than once. */
  public static void closeAll() {
    CLUSTERS.values().forEach(LabCluster::close);
    CLUSTERS.clear();
  }
}
