package dev.servicelab.state.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;

/** One-line reasons out of nested exceptions. */
final class Causes {
  private Causes() {}

  /** The innermost message: TLS wraps the reason several times over. */
  static String deepest(Throwable problem) {
    Throwable deepest = problem;
    while (deepest.getCause() != null && !(deepest instanceof ConnectException)) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    return switch (deepest) {
      case ConnectException _ -> "cannot connect";
      case SocketTimeoutException _ -> "does not answer";
      case JsonEOFException _ -> "the answer is cut off";
      case JsonProcessingException no -> "the answer is not JSON: " + no.getOriginalMessage();
      default -> line.isEmpty() ? deepest.getClass().getSimpleName() : line;
    };
  }
}
