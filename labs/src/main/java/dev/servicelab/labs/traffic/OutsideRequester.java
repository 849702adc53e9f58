package dev.servicelab.labs.traffic;

import dev.servicelab.labs.traffic.http.HttpAnswer;
import dev.servicelab.labs.world.Timeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** Every address of this machine: the one that its packets carry is among them, and no node's. */
  public static Set<String> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(InetAddress::getHostAddress)
          .collect(Collectors.toSet());
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<String> node() {
    return Optional.empty();
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

  private Reply once(String host, int port) {
    try {
      return DemoReply.parse(get(host, port, "/?format=json").body());
    } catch (IOException e) {
      return new Reply.Unanswered(String.valueOf(e.getMessage()));
    }
  }

  /**
   * One request on a connection of its own. HTTP/1.0 (RFC 1945) by hand: the server ends the answer
   * by closing.
   *
   * @param path with its slash
   * @throws IOException if nobody answers, or not as HTTP asks
   */
  public HttpAnswer get(String host, int port, String path) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis(timeouts.connect()));
      socket.setSoTimeout(millis(timeouts.request()));
      String request = "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n".formatted(path, host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return HttpAnswer.parse(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Override
  public Knock knock(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis(timeouts.silence()));
      return Knock.OPEN;
    } catch (SocketTimeoutException e) {
      return Knock.SILENCE;
    } catch (ConnectException e) {
      return Knock.REFUSED;
    } catch (IOException e) {
      throw new AssertionError("%s to %s:%d: %s".formatted(name(), host, port, e.getMessage()), e);
    }
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
