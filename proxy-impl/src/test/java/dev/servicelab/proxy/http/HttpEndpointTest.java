package dev.servicelab.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpEndpointTest {
  private HttpEndpoint endpoint = open();
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    endpoint
        .path(
            "/echo",
            query ->
                Answer.text(200, query.only("word", "n").need("word") + query.get("n").orElse("")))
        .path("/empty", () -> Answer.json(503, "").with("X-Weight", "0"))
        .path(
            "/broken",
            () -> {
              throw new IllegalStateException("on purpose");
            })
        .start();
  }

  @AfterEach
  void stop() {
    endpoint.close();
    client.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/echo?word=a%20b&n=1 | 200 | a b1",
        "/echo?word=a | 200 | a",
        "/echo | 400 | word is missing",
        "/echo?word=a&m=1 | 400 | there is no parameter m",
        "/echo?word=%25zz | 200 | %zz",
        "/echo/more | 404 | not found",
        "/broken | 500 | a fault of the proxy, see its log",
      })
  void answersInOneLine(String path, int status, String line)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(HttpRequest.newBuilder(uri(path)));
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body().strip()).isEqualTo(line);
  }

  @Test
  void anEmptyBodyStillHasItsHeaders() throws IOException, InterruptedException {
    HttpResponse<String> response = send(HttpRequest.newBuilder(uri("/empty")));
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("X-Weight")).contains("0");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void nothingCanBeWritten() throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(HttpRequest.newBuilder(uri("/echo?word=a")).POST(BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(send(HttpRequest.newBuilder(uri("/echo?word=a")).HEAD()).body()).isEmpty();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path);
  }

  private static HttpEndpoint open() {
    try {
      return HttpEndpoint.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
