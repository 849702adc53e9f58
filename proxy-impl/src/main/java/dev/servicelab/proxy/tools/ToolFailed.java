package dev.servicelab.proxy.tools;

/** A tool could not be run, or refused what it was given. The message is one line for a person. */
public final class ToolFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ToolFailed(String message) {
    super(message);
  }

  public ToolFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
