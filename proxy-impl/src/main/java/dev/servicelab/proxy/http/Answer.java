package dev.servicelab.proxy.http;

import java.util.Map;

/**
 * What a path answers.
 *
 * @param status the HTTP status
 * @param contentType the type of the text
 * @param text the body, sent in UTF-8
 * @param headers more headers
 */
public record Answer(int status, String contentType, String text, Map<String, String> headers) {

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Plain text. */
  public static Answer text(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", text, Map.of());
  }

  /** JSON. */
  public static Answer json(int status, String text) {
    return new Answer(status, "application/json", text, Map.of());
  }

  /** The same with one header more. */
  public Answer with(String header, String value) {
    return new Answer(status, contentType, text, Map.of(header, value));
  }
}
