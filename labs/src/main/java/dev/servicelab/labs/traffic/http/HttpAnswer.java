package dev.servicelab.labs.traffic.http;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an HTTP server said.
 *
 * @param status the status code
 * @param headers by their names in lower case; of two of one name the last
 * @param body the text after the headers
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {

  /** Keeps a copy of the headers. */
  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /**
   * Reads an answer as it comes over the wire (RFC 9112 section 2.1), its body as it is.
   *
   * @throws IOException if it is none
   */
  public static HttpAnswer parse(String text) throws IOException {
    String[] headAndBody = text.split("\r\n\r\n", 2);
    String[] lines = headAndBody[0].split("\r\n");
    String[] statusLine = lines[0].split(" ", 3);
    if (headAndBody.length < 2 || statusLine.length < 2 || !statusLine[1].matches("\\d{3}")) {
      throw new IOException("not an HTTP reply: " + headAndBody[0]);
    }
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] field = lines[i].split(":", 2);
      headers.put(field[0].toLowerCase(Locale.ROOT), field[field.length - 1].strip());
    }
    return new HttpAnswer(Integer.parseInt(statusLine[1]), headers, headAndBody[1]);
  }
}
