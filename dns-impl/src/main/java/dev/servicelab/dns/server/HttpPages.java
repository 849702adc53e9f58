package dev.servicelab.dns.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.HttpPage;
import dev.servicelab.dns.chain.HttpPage.Content;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Serves the pages of the present configuration. A reload keeps the sockets that both
 * configurations have.
 */
public final class HttpPages implements AutoCloseable {

  private final UnaryOperator<InetSocketAddress> place;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<InetSocketAddress, HttpServer> servers = new HashMap<>();
  private volatile List<HttpPage> pages = List.of();

  /**
   * Nothing served yet.
   *
   * @param place where a page that asks for an address is really served
   */
  public HttpPages(UnaryOperator<InetSocketAddress> place) {
    this.place = place;
  }

  /**
   * Serves exactly these pages from now on.
   *
   * @throws IOException if an address is taken; then everything is as before
   */
  public synchronized void serve(List<HttpPage> next) throws IOException {
    Map<InetSocketAddress, HttpServer> opened = new HashMap<>();
    try {
      for (HttpPage page : next) {
        if (!servers.containsKey(page.listen()) && !opened.containsKey(page.listen())) {
          opened.put(page.listen(), open(page.listen()));
        }
      }
    } catch (IOException e) {
      opened.values().forEach(server -> server.stop(0));
      throw e;
    }
    pages = List.copyOf(next);
    servers.putAll(opened);
    opened.values().forEach(HttpServer::start);
    servers.entrySet().removeIf(entry -> isUnused(entry.getKey(), next, entry.getValue()));
  }

  /** The URL at which a page can be read. */
  public synchronized String url(HttpPage page) {
    HttpServer server = servers.get(page.listen());
    InetSocketAddress bound = server == null ? page.listen() : server.getAddress();
    return "http://" + Addresses.text(bound) + page.path();
  }

  @Override
  public synchronized void close() {
    servers.values().forEach(server -> server.stop(0));
    servers.clear();
    workers.shutdown();
  }

  private static boolean isUnused(
      InetSocketAddress listen, List<HttpPage> wanted, HttpServer server) {
    boolean unused = wanted.stream().noneMatch(page -> page.listen().equals(listen));
    if (unused) {
      server.stop(0);
    }
    return unused;
  }

  private HttpServer open(InetSocketAddress listen) throws IOException {
    try {
      HttpServer server = HttpServer.create(place.apply(listen), 0);
      server.setExecutor(workers);
      server.createContext("/", exchange -> answer(exchange, listen));
      return server;
    } catch (IOException e) {
      throw new IOException("cannot listen on port " + listen.getPort() + ": " + e.getMessage(), e);
    }
  }

  private void answer(HttpExchange exchange, InetSocketAddress listen) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Content content =
        pages.stream()
            .filter(page -> page.listen().equals(listen) && page.path().equals(path))
            .findFirst()
            .map(page -> page.content().apply(parameters(exchange.getRequestURI())))
            .orElseGet(() -> Content.plain(404, "no such page\n"));
    byte[] body = content.text().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", content.contentType());
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(content.status(), head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /** The part behind the question mark; of several values with one name the last counts. */
  private static Map<String, String> parameters(URI uri) {
    Map<String, String> parameters = new LinkedHashMap<>();
    String query = uri.getRawQuery();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        parameters.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign that starts nothing stands for itself; the page says what it makes of it.
      return text;
    }
  }
}
