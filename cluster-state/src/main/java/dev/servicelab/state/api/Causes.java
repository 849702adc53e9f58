package dev.servicelab.state.api;

/** One-line reasons out of nested exceptions. */
final class Causes {
  private Causes() {}

  /** The innermost message: the client wraps the reason several times over. */
  static String deepest(Throwable problem) {
    Throwable deepest = problem;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    return line.isEmpty() ? deepest.getClass().getSimpleName() : line;
  }
}
