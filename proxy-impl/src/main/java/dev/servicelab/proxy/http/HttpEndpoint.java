package dev.servicelab.proxy.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A small HTTP server that answers GET requests for a few paths, each request on a thread of its
 * own. Answers must not wait for a sync.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpEndpoint.class.getName());

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private HttpEndpoint(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
  }

  /**
   * Takes an address, and answers nothing before {@link #start}.
   *
   * @param address port 0 means any free one
   * @throws IOException if the address is taken or not this machine's
   */
  public static HttpEndpoint bind(InetSocketAddress address) throws IOException {
    return new HttpEndpoint(HttpServer.create(address, 0));
  }

  /** Adds a path without parameters; paths nobody has added get 404. */
  public HttpEndpoint path(String path, Supplier<Answer> answer) {
    return path(path, query -> answer.get());
  }

  /** Adds a path with parameters; {@link BadQuery} becomes a 400 with its message. */
  public HttpEndpoint path(String path, Function<Query, Answer> answer) {
    server.createContext(path, exchange -> send(exchange, answer(exchange, path, answer)));
    return this;
  }

  /** Answers every path alike. */
  public HttpEndpoint anyPath(Supplier<Answer> answer) {
    server.createContext("/", exchange -> send(exchange, answer.get()));
    return this;
  }

  /** Starts answering. */
  public HttpEndpoint start() {
    server.start();
    return this;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Answer answer(HttpExchange exchange, String path, Function<Query, Answer> answer) {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      return Answer.text(404, "not found\n");
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.text(405, "only GET\n").with("Allow", "GET, HEAD");
    }
    try {
      return answer.apply(Query.of(exchange.getRequestURI()));
    } catch (BadQuery e) {
      return Answer.text(400, e.getMessage() + "\n");
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, path + " cannot be answered", e);
      return Answer.text(500, "a fault of the proxy, see its log\n");
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    // -1: no body follows. A length of 0 would announce a body of unknown length.
    exchange.sendResponseHeaders(answer.status(), head || body.length == 0 ? -1 : body.length);
    try (OutputStream stream = exchange.getResponseBody()) {
      if (!head) {
        stream.write(body);
      }
    }
  }
}
