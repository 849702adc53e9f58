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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private final Map<String, Watch> watches = new ConcurrentHashMap<>();
  private final Map<String, Queue<Refusal>> refusals = new ConcurrentHashMap<>();
  private final Set<String> versions = ConcurrentHashMap.newKeySet();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<String> posts = new CopyOnWriteArrayList<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile int version;
  private volatile String token = "";
  private volatile boolean forgetsPages;

  /** A watch that is open; the latch ends it. */
  private record Watch(OutputStream body, CountDownLatch end) {}

  /** What a request gets instead of its answer; {@code retryAfter} in seconds, 0 for none. */
  private record Refusal(int status, int retryAfter) {}

  /**
   * A request that came.
   *
   * @param target path and decoded query
   * @param nanos when, by {@link System#nanoTime}
   */
  record Request(String target, long nanos) {}

  private StubApiServer(HttpServer server, int version) {
    this.server = server;
    setVersion(version);
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

  /** The lists' version from now on; watches from earlier ones remain possible. */
  void setVersion(int now) {
    version = now;
    versions.add(Integer.toString(now));
  }

  /** Answers 410 to watches from all versions but this one, which lists have from now on. */
  void forgetAllBut(int now) {
    versions.clear();
    setVersion(now);
  }

  /** Answers 410 to the second page of every list. */
  void forgetPages() {
    forgetsPages = true;
  }

  /** Answers the next request for a kind with this status; several are used up in order. */
  void refuse(String kind, int status, int retryAfterSeconds) {
    refusals
        .computeIfAbsent(kind, key -> new ConcurrentLinkedQueue<>())
        .add(new Refusal(status, retryAfterSeconds));
  }

  /** Answers requests for a kind again. */
  void allow(String kind) {
    refusals.remove(kind);
  }

  /** Whether a watch of that kind is open. */
  boolean watched(String kind) {
    return watches.containsKey(kind);
  }

  /** Requests so far. */
  List<Request> requests() {
    return requests;
  }

  /** Requests so far, {@code path?query}. */
  List<String> queries() {
    return requests.stream().map(Request::target).toList();
  }

  /** The bodies of POST requests so far. */
  List<String> posts() {
    return posts;
  }

  /** Sends an event to the open watch of a kind. */
  void event(String kind, String type, String object) throws IOException {
    send(kind, "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object));
  }

  /** Sends a text to the open watch of a kind, be it half an event. */
  void send(String kind, String text) throws IOException {
    Watch watch = watches.get(kind);
    if (watch == null) {
      throw new IllegalStateException("nobody watches " + kind);
    }
    watch.body().write(text.getBytes(StandardCharsets.UTF_8));
    watch.body().flush();
  }

  /** Ends the open watch of a kind, as a server does after some minutes. */
  void endWatch(String kind) {
    Watch watch = watches.remove(kind);
    if (watch == null) {
      throw new IllegalStateException("nobody watches " + kind);
    }
    watch.end().countDown();
  }

  /** A kubeconfig for this server with a token that nobody asks for. */
  Path kubeconfig(Path folder) throws IOException {
    return kubeconfig(folder, Files.writeString(folder.resolve("token"), "first\n"));
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
    server.stop(0);
    executor.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    requests.add(new Request(path + "?" + query, System.nanoTime()));
    String kind = path.substring(path.lastIndexOf('/') + 1);
    Refusal refusal = refusals.getOrDefault(kind, new ConcurrentLinkedQueue<>()).poll();
    if (refusal != null) {
      if (refusal.retryAfter() > 0) {
        exchange.getResponseHeaders().set("Retry-After", "" + refusal.retryAfter());
      }
      send(exchange, refusal.status(), "not even JSON");
    } else if (!token.isEmpty()
        && !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "{\"kind\":\"Status\",\"code\":401,\"message\":\"Unauthorized\"}");
    } else if (exchange.getRequestMethod().equals("POST")) {
      posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      send(exchange, 201, "{}");
    } else if (query.contains("watch=true")) {
      watch(exchange, kind, query);
    } else {
      send(exchange, forgetsPages && query.contains("continue=") ? 410 : 200, page(kind, query));
    }
  }

  /** A list, or the page of it that starts at the number in {@code continue}. */
  private String page(String kind, String query) {
    List<String> all = items.getOrDefault(kind, List.of());
    int from = parameter(query, "continue").isEmpty() ? 0 : number(query, "continue");
    int to = parameter(query, "limit").isEmpty() ? all.size() : from + number(query, "limit");
    String next = to < all.size() ? Integer.toString(to) : "";
    return "{\"metadata\":{\"resourceVersion\":\"%d\",\"continue\":\"%s\"},\"items\":[%s]}"
        .formatted(version, next, String.join(",", all.subList(from, Math.min(to, all.size()))));
  }

  private void watch(HttpExchange exchange, String kind, String query) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    if (!versions.contains(parameter(query, "resourceVersion"))) {
      exchange.getResponseBody().write(GONE.getBytes(StandardCharsets.UTF_8));
      exchange.close();
      return;
    }
    exchange.getResponseBody().flush();
    Watch watch = new Watch(exchange.getResponseBody(), new CountDownLatch(1));
    watches.put(kind, watch);
    try {
      watch.end().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private static int number(String query, String parameter) {
    return Integer.parseInt(parameter(query, parameter));
  }

  private static String parameter(String query, String name) {
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst()
        .orElse("");
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
