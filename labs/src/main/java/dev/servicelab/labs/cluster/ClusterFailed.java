package dev.servicelab.labs.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * Tells what failed, and what a program wrote before it did.
   *
   * @param message one line: which program, and what is the matter with it
   * @param log its last lines
   * @param cause the error underneath, if there is one
   */
  public static ClusterFailed withLog(String message, List<String> log, @Nullable Throwable cause) {
    String text = message + "; its last words:\n  " + String.join("\n  ", log);
    return cause == null ? new ClusterFailed(text) : new ClusterFailed(text, cause);
  }
}
