package dev.servicelab.labs.equal;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.function.UnaryOperator;

/** Both proxies in front of one API server, and what their kernels hold. */
interface Ring extends AutoCloseable {
  /** A client of that API server, with the administrator's rights. */
  KubernetesClient client();

  /** Starts both, with the configuration that is shipped. */
  void start();

  /**
   * Ends both, and starts them on kernels without rules.
   *
   * @param change makes their configuration of the one that is shipped
   */
  void restart(UnaryOperator<String> change);

  /**
   * Waits until both have made rules of a marker and of all that was written before; the marker may
   * be gone then.
   *
   * @throws dev.servicelab.labs.cluster.ClusterFailed with the last words of one that does not
   */
  void await(Marker marker);

  /** Looks at both kernels. */
  Comparison compare();

  /** Removes everything. */
  @Override
  void close();
}
