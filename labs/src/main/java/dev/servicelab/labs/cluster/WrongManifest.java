package dev.servicelab.labs.cluster;

/** A manifest of the checkout that is no YAML, or that the API server refuses. */
public final class WrongManifest extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Says which and why.
   *
   * @param file the path below the checkout
   * @param reason one line
   */
  WrongManifest(String file, String reason, Throwable cause) {
    super(file + ": " + reason.strip().replaceAll("\\s*\\n\\s*", ", "), cause);
  }
}
