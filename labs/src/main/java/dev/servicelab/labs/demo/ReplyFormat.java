package dev.servicelab.labs.demo;

import java.util.Locale;
import java.util.Map;

/** The three shapes in which the demo application tells its facts. */
public enum ReplyFormat {
  /** One line for a person: who answered, on which node, and both ends of the connection. */
  LINE("text/plain; charset=utf-8"),
  /** One JSON object with all facts, for programs. */
  JSON("application/json"),
  /**
   * The four lines {@code srv}, {@code host}, {@code uri} and {@code date} of the article's nginx.
   */
  SRV("text/plain; charset=utf-8");

  private final String contentType;

  ReplyFormat(String contentType) {
    this.contentType = contentType;
  }

  /** Value of the {@code Content-Type} header of a reply in this shape. */
  String contentType() {
    return contentType;
  }

  /**
   * The shape of {@code GET /} when the request names none: environment variable {@code
   * DEMO_FORMAT}, else {@link #LINE}.
   *
   * @throws IllegalArgumentException if the variable holds no known shape
   */
  public static ReplyFormat fromEnvironment(Map<String, String> environment) {
    return named(environment.getOrDefault("DEMO_FORMAT", "line"));
  }

  /**
   * Chooses by the query's {@code format} parameter, then by the {@code Accept} header, then the
   * given default.
   *
   * @param query the request's raw query, empty when it has none
   * @param accept the request's {@code Accept} header, empty when it has none
   * @throws IllegalArgumentException if the query asks for an unknown shape
   */
  static ReplyFormat choose(String query, String accept, ReplyFormat otherwise) {
    for (String parameter : query.split("&")) {
      if (parameter.startsWith("format=")) {
        return named(parameter.substring("format=".length()));
      }
    }
    return accept.contains("application/json") ? JSON : otherwise;
  }

  private static ReplyFormat named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "line" -> LINE;
      case "json" -> JSON;
      case "srv" -> SRV;
      default ->
          throw new IllegalArgumentException("format '" + name + "': expected line, json or srv");
    };
  }
}
