package dev.servicelab.proxy.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** A small HTTP server that answers GET requests for a few paths. */
public final class HttpEndpoint implements AutoCloseable {
  private final HttpServer server;

  private HttpEndpoint(HttpServer server) {
    this.server = server;
  }

  /**
   * What a path answers.
   *
   * @param status the HTTP status
   * @param contentType the type of the text
   * @param text the body
   */
  public record Answer(int status, String contentType, String text) {}

  /**
   * Takes an address, and answers nothing before {@link #start}.
   *
   * @param address port 0 means any free one
   * @throws IOException if the address is taken or not this machine's
   */
  public static HttpEndpoint bind(InetSocketAddress address) throws IOException {
    return new HttpEndpoint(HttpServer.create(address, 0));
  }

  /** Adds a path; others get 404. */
  public HttpEndpoint path(String path, Supplier<Answer> answer) {
    server.createContext(
        path,
        exchange -> {
          boolean exact = exchange.getRequestURI().getPath().equals(path);
          send(exchange, exact ? answer.get() : new Answer(404, "text/plain", "not found\n"));
        });
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
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(answer.status(), body.length);
    try (OutputStream stream = exchange.getResponseBody()) {
      stream.write(body);
    }
  }
}
