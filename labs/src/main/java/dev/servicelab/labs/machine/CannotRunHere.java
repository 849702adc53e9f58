package dev.servicelab.labs.machine;

/** This machine lacks something a command needs; the command line answers with exit code 4. */
public final class CannotRunHere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is missing.
   *
   * @param message one line: what is missing and what would help
   */
  public CannotRunHere(String message) {
    super(message);
  }
}
