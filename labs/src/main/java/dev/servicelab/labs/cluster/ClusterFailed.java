package dev.servicelab.labs.cluster;

/**
 * A cluster that could not be started or that stopped answering; the message carries the evidence.
 */
public final class ClusterFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Tells what failed.
   *
   * @param message first line: what was waited for and how long; further lines: evidence
   */
  public ClusterFailed(String message) {
    super(message);
  }

  /**
   * Tells what failed and why.
   *
   * @param message as in {@link #ClusterFailed(String)}
   * @param cause the error underneath
   */
  public ClusterFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
