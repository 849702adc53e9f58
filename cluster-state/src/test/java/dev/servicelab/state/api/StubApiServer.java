package dev.servicelab.state.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Lists and watches as an API server answers them, and fails when told to: goes away, refuses
 * tokens, or has forgotten the version a watch asks for. For failures that a real one would need
 * minutes for; the labs run against real ones.
 */
final class StubApiServer implements AutoCloseable {
  /** As a real server says it to a watch from a version it has compacted away. */
  private static final String GONE =
      """
      {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},\
      "status":"Failure","message":"too old resource version","reason":"Expired","code":410}}
      """;

  private final Map<String, List<String>> items = new ConcurrentHashMap<>();
  private final Map<String, OutputStream> watches = new ConcurrentHashMap<>();
  private final Set<String> queries = ConcurrentHashMap.newKeySet();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private final int version;
  private volatile String token = "";

  private StubApiServer(HttpServer server, int version) {
    this.server = server;
    this.version = version;
    server.setExecutor(executor);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * A server that starts answering at once, on a port below the range (32768 up) from which the
   * kernel gives ports to clients: there, a client that keeps trying while the server is away may
   * end up connected to itself, and the server never gets its port back.
   *
   * @param version its lists' resourceVersion; it has forgotten all others
   */
  static StubApiServer start(int version) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return start(ThreadLocalRandom.current().nextInt(20_000, 30_000), version);
      } catch (BindException e) {
        if (attempt == 100) {
          throw e;
        }
      }
    }
  }

  /** A server that comes back at the port it had. */
  static StubApiServer start(int port, int version) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new StubApiServer(HttpServer.create(address, 0), version);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What a list of that kind (its path's last part) holds, as JSON objects. */
  void list(String kind, String... objects) {
    items.put(kind, List.of(objects));
  }

  /** Answers 401 to requests without this bearer token. */
  void require(String bearerToken) {
    token = bearerToken;
  }

  /** Whether a watch of that kind is open. */
  boolean watched(String kind) {
    return watches.containsKey(kind);
  }

  /** Requests so far, {@code path?query}. */
  Set<String> queries() {
    return queries;
  }

  /** Sends an event to the open watch of a kind. */
  void event(String kind, String type, String object) throws IOException {
    OutputStream watch = watches.get(kind);
    if (watch == null) {
      throw new IllegalStateException("nobody watches " + kind);
    }
    String line = "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object);
    watch.write(line.getBytes(StandardCharsets.UTF_8));
    watch.flush();
  }

  /** A kubeconfig for this server with a token file. */
  Path kubeconfig(Path folder, Path tokenFile) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        current-context: here
        contexts: [{name: here, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {server: 'http://127.0.0.1:%d'}}]
        users: [{name: u, user: {tokenFile: %s}}]
        """
            .formatted(port(), tokenFile));
  }

  /** Closes all connections and refuses new ones. */
  void goAway() {
    close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    executor.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    queries.add(path + "?" + query);
    String kind = path.substring(path.lastIndexOf('/') + 1);
    if (!token.isEmpty()
        && !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "{\"kind\":\"Status\",\"code\":401,\"message\":\"Unauthorized\"}");
    } else if ("websocket".equals(exchange.getRequestHeaders().getFirst("Upgrade"))) {
      // No WebSocket here: the client then watches over plain HTTP.
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    } else if (query.contains("watch=true")) {
      watch(exchange, kind);
    } else {
      String all = String.join(",", items.getOrDefault(kind, List.of()));
      send(
          exchange,
          200,
          "{\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"items\":[" + all + "]}");
    }
  }

  private void watch(HttpExchange exchange, String kind) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    if (!String.valueOf(exchange.getRequestURI().getQuery())
        .contains("resourceVersion=" + version)) {
      exchange.getResponseBody().write(GONE.getBytes(StandardCharsets.UTF_8));
      exchange.close();
      return;
    }
    exchange.getResponseBody().flush();
    watches.put(kind, exchange.getResponseBody());
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream stream = exchange.getResponseBody()) {
      stream.write(body);
    }
  }
}
