package dev.servicelab.state;

/**
 * A state source cannot be read as it was given. The message is one line for a person: for
 * manifests it names file, line and field.
 */
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StateException(String message) {
    super(message);
  }

  public StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
