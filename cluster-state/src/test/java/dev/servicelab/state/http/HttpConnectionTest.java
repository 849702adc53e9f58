package dev.servicelab.state.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client against a server that answers with given bytes. */
class HttpConnectionTest {
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final String CHUNKS = "3;x=y\r\ncde\r\nA\r\n0123456789\r\n0\r\nLast: 1\r\n\r\n";
  private static final String OK_CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final Tls NO_TLS =
      new Tls(new Tls.Trust.Public(), Credential.NONE, Credential.NONE);

  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void requestsFollowOneAnotherOnOneConnection() throws IOException {
    answer(
        "HTTP/1.1 200 OK\r\ncontent-LENGTH: 2\r\n\r\nab",
        "HTTP/1.1 100 Continue\r\n\r\n" + OK_CHUNKED + CHUNKS,
        "HTTP/1.1 204 No Content\r\n\r\n");
    try (HttpConnection connection = connect()) {
      assertThat(text(get(connection, "/a?b=c"))).isEqualTo("ab");
      // The second answer is left unread.
      assertThat(get(connection, "/2").status()).isEqualTo(200);
      assertThat(get(connection, "/3").status()).isEqualTo(204);
      assertThat(connection.reusable()).isTrue();
    }
    String head = "GET /a?b=c HTTP/1.1|Host: 127.0.0.1:" + server.getLocalPort() + "|X: y";
    assertThat(requests).first().isEqualTo(head);
  }

  @Test
  void chunksBecomeOneText() throws IOException {
    answer(OK_CHUNKED + CHUNKS);
    try (HttpConnection connection = connect()) {
      assertThat(text(get(connection, "/"))).isEqualTo("cde0123456789");
    }
  }

  @Test
  void anAnswerWithoutALengthEndsWithTheConnection() throws IOException {
    answer("HTTP/1.0 200 OK\r\nRetry-After: 3\r\n\r\nall of it");
    try (HttpConnection connection = connect()) {
      HttpResponse response = get(connection, "/");
      assertThat(response.header("retry-after")).isEqualTo("3");
      server.close();
      assertThat(text(response)).isEqualTo("all of it");
      assertThat(connection.reusable()).isFalse();
    }
  }

  @Test
  void aServerMayAskForAnotherConnection() throws IOException {
    answer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    try (HttpConnection connection = connect()) {
      assertThat(text(get(connection, "/"))).isEmpty();
      assertThat(connection.reusable()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhal",
        OK_CHUNKED + "5\r\nhal",
        OK_CHUNKED + "3\r\nhal",
        "HTTP/1.1 200 OK\r\nTransfer-Enc",
        "",
      })
  void aCutAnswerIsNoShortOne(String answer) throws IOException {
    answer(answer);
    try (HttpConnection connection = connect()) {
      assertThatThrownBy(() -> text(get(connection, "/"))).isInstanceOf(EOFException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        OK_CHUNKED + "xyz\r\n",
        OK_CHUNKED + "1\r\nabc\r\n",
      })
  void whatIsNotHttpIsSaidToBe(String answer) throws IOException {
    answer(answer);
    try (HttpConnection connection = connect()) {
      assertThatThrownBy(() -> text(get(connection, "/")))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(EOFException.class);
    }
  }

  @Test
  void silenceIsAProblemAfterTheTimeGiven() throws IOException {
    answer(OK_CHUNKED + "1\r\na\r\n", "never asked for");
    try (HttpConnection connection = connect()) {
      HttpResponse response = connection.send("GET", "/", Map.of(), "", Duration.ofMillis(100));
      assertThat(response.body().read()).isEqualTo('a');
      assertThatThrownBy(() -> response.body().read()).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aBodyIsSentWithItsLength() throws Exception {
    answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    try (HttpConnection connection = connect()) {
      connection.send("POST", "/", Map.of(), "ü", SILENCE);
    }
    assertThat(requests.take())
        .isEqualTo(
            "POST / HTTP/1.1|Host: 127.0.0.1:%d|Content-Length: 2"
                .formatted(server.getLocalPort()));
  }

  private HttpConnection connect() throws IOException {
    return HttpConnection.open(URI.create("http://127.0.0.1:" + server.getLocalPort()), NO_TLS);
  }

  private static HttpResponse get(HttpConnection connection, String target) throws IOException {
    return connection.send("GET", target, Map.of("X", "y"), "", SILENCE);
  }

  private static String text(HttpResponse response) throws IOException {
    return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Accepts one connection, answers each request on it with one of these, and closes it. */
  private void answer(String... answers) {
    Thread.ofVirtual().start(() -> serve(List.of(answers)));
  }

  private void serve(List<String> answers) {
    try (Socket socket = server.accept()) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (String answer : answers) {
        StringBuilder head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          head.append(head.isEmpty() ? "" : "|").append(line);
        }
        requests.add(head.toString());
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
      socket.shutdownOutput();
      in.transferTo(java.io.Writer.nullWriter());
    } catch (IOException e) {
      // The client has seen enough and is gone.
    }
  }
}
