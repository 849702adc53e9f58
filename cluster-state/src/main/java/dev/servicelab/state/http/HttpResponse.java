package dev.servicelab.state.http;

import java.io.InputStream;
import java.util.Map;

/**
 * An answer whose body is still coming in.
 *
 * @param status such as 200
 * @param headers by name in lower case
 * @param body ends where the answer ends; gives what is there without waiting for a buffer to fill
 */
public record HttpResponse(int status, Map<String, String> headers, InputStream body) {
  /** A header's value; empty if absent. */
  public String header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, "");
  }
}
