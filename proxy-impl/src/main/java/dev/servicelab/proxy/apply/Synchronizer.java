package dev.servicelab.proxy.apply;

import dev.servicelab.state.ClusterSnapshot;

/** Brings a node's kernel to what a cluster's state asks for. */
public interface Synchronizer {

  /**
   * Does it once.
   *
   * @param cluster the newest state
   * @param verify whether the kernel is read back, and what others have changed in it repaired
   * @return what is in force now
   * @throws dev.servicelab.proxy.tools.ToolFailed if the kernel refused; what it held before stays
   */
  Synced sync(ClusterSnapshot cluster, boolean verify);
}
