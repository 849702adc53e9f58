package dev.servicelab.labs.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Objects;

/** {@code GET} of any path: tells who answers and whom it sees asking. */
final class FactsHandler implements HttpHandler {

  private final DemoIdentity who;
  private final ReplyFormat otherwise;

  FactsHandler(DemoIdentity who, ReplyFormat otherwise) {
    this.who = who;
    this.otherwise = otherwise;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET");
      HttpReply.text(exchange, 405, "only GET is served here\n");
      return;
    }
    ReplyFormat format;
    try {
      format =
          ReplyFormat.choose(
              Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
              header(exchange, "Accept"),
              otherwise);
    } catch (IllegalArgumentException e) {
      HttpReply.text(exchange, 400, e.getMessage() + "\n");
      return;
    }
    HttpReply.send(exchange, 200, format.contentType(), facts(exchange).in(format));
  }

  private Facts facts(HttpExchange exchange) {
    String uri =
        "%s %s %s".formatted(exchange.getRequestMethod(), host(exchange), exchange.getRequestURI());
    return new Facts(
        who, Facts.text(exchange.getRemoteAddress()), Facts.text(exchange.getLocalAddress()), uri);
  }

  /** The host that the client asked for, without a port, as nginx's {@code $host}. */
  private static String host(HttpExchange exchange) {
    return header(exchange, "Host").replaceFirst(":\\d+$", "");
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }
}
