package dev.servicelab.labs.traffic;

import dev.servicelab.labs.world.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The curl command that makes many requests in one run, and the reading of what it prints. */
final class CurlOutput {

  /**
   * Begins the line that curl prints after each request; no reply of the demo application begins
   * so.
   */
  private static final String MARK = "@@";

  private CurlOutput() {}

  /**
   * One run of curl for all requests. The number at the end of the URL is there for curl's globbing
   * alone: it makes one URL into many. "Connection: close" keeps curl from sending the next request
   * over the same connection, which would reach the same pod again without the proxy having been
   * asked.
   */
  static List<String> command(String host, int port, int count, Timeouts timeouts) {
    return List.of(
        "curl",
        "--silent",
        "--fail-early",
        "--connect-timeout",
        seconds(timeouts.connect()),
        "--max-time",
        seconds(timeouts.request()),
        "--header",
        "Connection: close",
        "--write-out",
        "\n" + MARK + " %{http_code} %{exitcode} %{errormsg}\n",
        "http://%s:%d/?format=json&request=[1-%d]".formatted(host, port, count));
  }

  /** One reply for each request that was made, in order. */
  static List<Reply> parse(String stdout) {
    List<Reply> replies = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (String line : stdout.lines().toList()) {
      if (line.startsWith(MARK)) {
        replies.add(reply(body.toString(), line.split(" ", 4)));
        body.setLength(0);
      } else {
        body.append(line);
      }
    }
    return replies;
  }

  /**
   * @param verdict the mark, the HTTP status, curl's exit code, and its message if it failed
   */
  private static Reply reply(String body, String[] verdict) {
    if (!verdict[2].equals("0")) {
      return new Reply.Unanswered("curl %s: %s".formatted(verdict[2], verdict[3]));
    }
    return verdict[1].equals("200")
        ? DemoReply.parse(body)
        : new Reply.Unanswered("HTTP status %s: %s".formatted(verdict[1], body));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
  }
}
