package dev.servicelab.dns.chain;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A page for probes and scrapers.
 *
 * @param listen where it is served; an unspecified address serves all
 * @param path its path, for example {@code /health}
 * @param content makes its content for each request, from the request's parameters
 */
public record HttpPage(
    InetSocketAddress listen, String path, Function<Map<String, String>, Content> content) {

  /** A page that does not care for parameters. */
  public HttpPage(InetSocketAddress listen, String path, Supplier<Content> content) {
    this(listen, path, parameters -> content.get());
  }

  /**
   * What is sent.
   *
   * @param status the HTTP status
   * @param contentType the media type
   * @param text the body
   */
  public record Content(int status, String contentType, String text) {

    /** Plain text. */
    public static Content plain(int status, String text) {
      return new Content(status, "text/plain; charset=utf-8", text);
    }
  }
}
