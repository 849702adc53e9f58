package dev.servicelab.state.api;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Single requests to an API server, for what is written back to it: Events. */
public final class ApiClient {
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final ApiServer server;

  /** Connects for each request; there are few. */
  public ApiClient(ApiServer server) {
    this.server = server;
  }

  /**
   * Creates an object. Waits for the answer, for seconds at most; not for a thread in a hurry.
   *
   * @param path of the kind, such as {@code /apis/events.k8s.io/v1/namespaces/default/events}
   * @param json the object
   * @return why it is not created, in one line; empty if it is
   */
  public Optional<String> post(String path, String json) {
    String resource = path.substring(path.lastIndexOf('/') + 1);
    try (ApiConnection connection = new ApiConnection(server)) {
      connection.post(resource, path, json, SILENCE);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("API server " + server + ": " + Causes.deepest(e));
    }
  }
}
