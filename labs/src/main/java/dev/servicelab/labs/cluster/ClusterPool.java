package dev.servicelab.labs.cluster;

/** The clusters of this process: one for each {@link ClusterSpec} that was asked for, made on first use. */
public final class ClusterPool {
  private ClusterPool() {}

  /**
   * The cluster of this spec; the first call makes it (or finds the one that {@code lab up} keeps), later calls return
   * the same.
   *
   * @throws ClusterFailed if it could not be started; asking again does not try again
   */
  public static LabCluster get(ClusterSpec spec) {
    throw new UnsupportedOperationException("not yet: " + spec.describe());
  }

  /** Closes every cluster of this process; safe to call more than once. */
  public static void closeAll() {}
}
