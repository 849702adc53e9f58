package dev.servicelab.labs.traffic;

import dev.servicelab.labs.world.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine outside the cluster: this process, on the Docker host. The node's address is reached
 * over the Docker network, as on Linux the host has a route into it; Docker Desktop has none.
 */
public final class OutsideRequester implements Requester {

  private final Timeouts timeouts;

  /**
   * @param timeouts limits of one connection and one request
   */
  public OutsideRequester(Timeouts timeouts) {
    this.timeouts = timeouts;
  }

  @Override
  public String name() {
    return "outside the cluster";
  }

  @Override
  public Replies ask(String host, int port, int count) {
    List<Reply> replies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Reply reply = once(host, port);
      replies.add(reply);
      if (reply instanceof Reply.Unanswered) {
        break;
      }
    }
    return new Replies(name(), host + ":" + port, count, replies);
  }

  /**
   * HTTP/1.0 (RFC 1945) by hand: the server ends the reply by closing, so each request has its own
   * connection.
   */
  private Reply once(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis(timeouts.connect()));
      socket.setSoTimeout(millis(timeouts.request()));
      String request = "GET /?format=json HTTP/1.0\r\nHost: %s\r\n\r\n".formatted(host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return parse(socket.getInputStream());
    } catch (IOException e) {
      return new Reply.Unanswered(String.valueOf(e.getMessage()));
    }
  }

  private static Reply parse(InputStream in) throws IOException {
    String[] headAndBody =
        new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\r\n\r\n", 2);
    return headAndBody.length == 2
        ? DemoReply.parse(headAndBody[1])
        : new Reply.Unanswered("not an HTTP reply: " + headAndBody[0]);
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
