package dev.servicelab.state.api;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;

/** One-line reasons out of nested exceptions. */
final class Causes {
  private Causes() {}

  /** The innermost message: the client wraps the reason several times over. */
  static String deepest(Throwable problem) {
    Throwable deepest = problem;
    while (deepest.getCause() != null) {
      if (deepest instanceof ConnectException) {
        return "cannot connect";
      }
      deepest = deepest.getCause();
    }
    if (deepest instanceof KubernetesClientException answer && answer.getCode() > 0) {
      return "it answers " + answer.getCode() + " for " + answer.getFullResourceName();
    }
    String message = deepest.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    return line.isEmpty() ? deepest.getClass().getSimpleName() : line;
  }
}
