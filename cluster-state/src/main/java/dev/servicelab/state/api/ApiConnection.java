package dev.servicelab.state.api;

import dev.servicelab.state.http.HttpConnection;
import dev.servicelab.state.http.HttpResponse;
import dev.servicelab.state.json.ApiObject;
import dev.servicelab.state.json.Json;
import dev.servicelab.state.json.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests to an API server, one after another and over one connection while that lasts. For one
 * thread, but any thread may close it.
 */
final class ApiConnection implements AutoCloseable {
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(1);

  private final ApiServer server;
  private @Nullable HttpConnection http;
  private boolean closed;

  /** Connects with the first request. */
  ApiConnection(ApiServer server) {
    this.server = server;
  }

  /**
   * Asks for something.
   *
   * @param resource what messages call it
   * @param path path and query
   * @param silence for how long nothing may come
   * @return the answer as it comes in
   * @throws ApiProblem if the answer is not 200
   * @throws IOException if the server cannot be reached
   */
  Json get(String resource, String path, Duration silence) throws IOException {
    return body(resource, send("GET", path, Map.of(), "", silence));
  }

  /** Creates an object from its JSON; like {@link #get}. */
  void post(String resource, String path, String json, Duration silence) throws IOException {
    Map<String, String> type = Map.of("Content-Type", "application/json");
    body(resource, send("POST", path, type, json, silence)).close();
  }

  /** Forgets the connection; the next request makes a new one. */
  synchronized void drop() {
    if (http != null) {
      http.close();
      http = null;
    }
  }

  /** Closes it for good, which ends a request that waits. */
  @Override
  public synchronized void close() {
    closed = true;
    drop();
  }

  private HttpResponse send(
      String method, String path, Map<String, String> more, String content, Duration silence)
      throws IOException {
    server.awaitTurn();
    Map<String, String> headers = new HashMap<>(server.headers());
    headers.putAll(more);
    return connection().send(method, server.target(path), headers, content, silence);
  }

  private HttpConnection connection() throws IOException {
    HttpConnection standing = http;
    if (standing != null && standing.reusable()) {
      return standing;
    }
    drop();
    HttpConnection fresh = server.connect();
    synchronized (this) {
      if (closed) {
        fresh.close();
        throw new IOException("closed");
      }
      http = fresh;
    }
    return fresh;
  }

  private static Json body(String resource, HttpResponse response) throws IOException {
    if (response.status() / 100 == 2) {
      return Json.of(response.body());
    }
    Status status = new Status(response.status(), words(response));
    throw new ApiProblem(resource, status, retryAfter(response.header("retry-after")));
  }

  /** What the server says; nothing if it is not said in JSON, as something between us may. */
  private static String words(HttpResponse response) {
    try (Json json = Json.of(response.body())) {
      Optional<Status> said =
          json.next() ? ApiObject.read(json, new Status.Reader()).record() : Optional.empty();
      return said.map(Status::message).orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static Duration retryAfter(String seconds) {
    if (!seconds.matches("\\d{1,9}")) {
      return Duration.ZERO;
    }
    Duration wanted = Duration.ofSeconds(Long.parseLong(seconds));
    return wanted.compareTo(LONGEST_RETRY_AFTER) < 0 ? wanted : LONGEST_RETRY_AFTER;
  }
}
