package dev.servicelab.labs.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A probe that a student can make fail: {@code GET} answers 200 while its value is {@code OK} and
 * 507 otherwise, {@code POST} of the form {@code NAME=VALUE} sets the value. The article turns a
 * pod not ready by {@code POST readyz=err}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/">Probes</a>
 */
final class ProbeHandler implements HttpHandler {

  private static final String FINE = "OK";

  private final String field;
  private volatile String value = FINE;

  /**
   * @param field name of the form field, which is also the last part of the path
   */
  ProbeHandler(String field) {
    this.field = field;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET", "HEAD" -> HttpReply.text(exchange, value.equals(FINE) ? 200 : 507, value + "\n");
      case "POST" -> set(exchange);
      default -> {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD, POST");
        HttpReply.text(exchange, 405, "GET asks, POST sets\n");
      }
    }
  }

  private void set(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Optional<String> wanted = formValue(form);
    if (wanted.isEmpty()) {
      HttpReply.text(exchange, 400, "expected the form %s=OK or %s=err\n".formatted(field, field));
      return;
    }
    value = wanted.get();
    HttpReply.text(exchange, 200, "%s is now %s\n".formatted(field, value));
  }

  private Optional<String> formValue(String form) {
    for (String pair : form.strip().split("&")) {
      if (pair.startsWith(field + "=")) {
        String raw = pair.substring(field.length() + 1);
        return Optional.of(URLDecoder.decode(raw, StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }
}
