package dev.servicelab.labs.manifests;

/** A manifest that cannot be applied; the message begins with the file and the line to look at. */
public final class ManifestFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message {@code FILE:LINE: what is wrong}
   */
  public ManifestFailed(String message) {
    super(message);
  }

  /**
   * @param message {@code FILE:LINE: what is wrong}
   * @param cause the error underneath
   */
  public ManifestFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
