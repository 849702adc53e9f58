package dev.servicelab.state;

import java.util.function.Consumer;

/**
 * Where a cluster's state comes from: an API server, or a folder of manifests.
 *
 * <p>A source delivers its first snapshot only when every object it was asked for is in it: a proxy
 * that acts on half a list would take the other half's rules away ({@link Interest#early} is for
 * those who would not). After that it delivers a new snapshot for each batch of changes, one at a
 * time and in order, and keeps silent (so that the last snapshot stays in force) while its origin
 * is out of reach.
 */
public interface StateSource extends AutoCloseable {

  /**
   * Starts delivering. Called once.
   *
   * @param listener gets every snapshot, on a thread of the source's; it should return soon
   * @throws StateException if the origin can never be read as given: a wrong manifest, a kubeconfig
   *     that names no server. An API server that is merely away is waited for.
   */
  void start(Consumer<ClusterSnapshot> listener);

  /** Stops delivering; no call to the listener begins after this returns. */
  @Override
  void close();
}
