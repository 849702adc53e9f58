package dev.servicelab.state.api;

import dev.servicelab.state.json.Status;
import java.io.IOException;
import java.time.Duration;

/** The API server answered, but not with what was asked for. */
final class ApiProblem extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int GONE = 410;

  private final int code;
  private final Duration retryAfter;

  /**
   * An answer.
   *
   * @param resource what was asked for, such as {@code services}
   * @param status the code and the server's words
   * @param retryAfter how long the server wants to be left alone; zero if it does not say
   */
  ApiProblem(String resource, Status status, Duration retryAfter) {
    super("it answers " + status.code() + " for " + resource + words(status.message()));
    this.code = status.code();
    this.retryAfter = retryAfter;
  }

  /** Whether the version that was asked for is forgotten: only a new list helps. */
  boolean isGone() {
    return code == GONE;
  }

  Duration retryAfter() {
    return retryAfter;
  }

  private static String words(String message) {
    return message.lines().findFirst().map(line -> ": " + line).orElse("");
  }
}
