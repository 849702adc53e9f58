package dev.servicelab.labs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application over real loopback sockets. */
class DemoServerTest {

  private static final DemoIdentity WHO =
      new DemoIdentity("web-0", "shop \"east\"", "node2", "10.244.1.7");
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static DemoServer server;

  @BeforeAll
  static void start() throws IOException {
    server = DemoServer.start(WHO, ReplyFormat.LINE, 0, 0);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    CLIENT.close();
  }

  @Test
  void tellsAPersonInOneLine() throws Exception {
    assertThat(get("/").body())
        .matches(
            "pod web-0 on node2: client 127\\.0\\.0\\.1:\\d+, server 127\\.0\\.0\\.1:%d\n"
                .formatted(server.httpPort()));
  }

  @Test
  void tellsAProgramInJson() throws Exception {
    JsonNode reply = json(get("/some/path?format=json").body());
    assertThat(reply.get("pod").textValue()).isEqualTo("web-0");
    assertThat(reply.get("namespace").textValue()).isEqualTo("shop \"east\"");
    assertThat(reply.get("node").textValue()).isEqualTo("node2");
    assertThat(reply.get("podIp").textValue()).isEqualTo("10.244.1.7");
    assertThat(reply.get("client").textValue()).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(reply.get("server").textValue()).isEqualTo("127.0.0.1:" + server.httpPort());
    assertThat(reply.get("uri").textValue()).isEqualTo("GET 127.0.0.1 /some/path?format=json");
    assertThat(reply.get("date").textValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00");
  }

  @Test
  void answersJsonToWhoeverAcceptsJson() throws Exception {
    HttpResponse<String> response =
        send(HttpRequest.newBuilder(uri("/")).header("Accept", "application/json").build());
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(json(response.body()).get("pod").textValue()).isEqualTo("web-0");
  }

  @Test
  void tellsTheFourLinesOfTheArticle() throws Exception {
    assertThat(get("/?format=srv").body())
        .matches(
            "srv : 127\\.0\\.0\\.1:%d\nhost: web-0\nuri : GET 127\\.0\\.0\\.1 /\\?format=srv\ndate: \\S+\n"
                .formatted(server.httpPort()));
  }

  @Test
  void answersInTheShapeThatItsEnvironmentNames() throws Exception {
    try (DemoServer article =
        DemoServer.start(WHO, ReplyFormat.fromEnvironment(Map.of("DEMO_FORMAT", "srv")), 0, 0)) {
      URI root = URI.create("http://127.0.0.1:" + article.httpPort() + "/");
      assertThat(send(HttpRequest.newBuilder(root).build()).body()).startsWith("srv : 127.0.0.1:");
    }
  }

  @Test
  void refusesAnUnknownShapeAndAnUnknownMethod() throws Exception {
    assertThat(get("/?format=xml").statusCode()).isEqualTo(400);
    assertThat(get("/?format=xml").body()).contains("'xml'", "line, json or srv");
    HttpResponse<String> deleted = send(HttpRequest.newBuilder(uri("/")).DELETE().build());
    assertThat(deleted.statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"readyz", "livez"})
  void aProbeFailsFromErrUntilOk(String probe) throws Exception {
    String path = "/" + probe;
    assertThat(get(path).statusCode()).isEqualTo(200);
    assertThat(get(path).body()).isEqualTo("OK\n");

    assertThat(post(path, probe + "=err").statusCode()).isEqualTo(200);
    assertThat(get(path).statusCode()).isEqualTo(507);

    assertThat(post(path, "other=OK").statusCode()).isEqualTo(400);
    assertThat(get(path).statusCode()).as("a wrong form changes nothing").isEqualTo(507);

    assertThat(post(path, probe + "=OK").statusCode()).isEqualTo(200);
    assertThat(get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void echoesTheSameFactsOverTcp() throws Exception {
    try (Socket socket = new Socket(LOOPBACK, server.echoPort())) {
      socket.getOutputStream().write("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (String sent : new String[] {"one", "two"}) {
        JsonNode reply = json(lines.readLine());
        assertThat(reply.get("uri").textValue()).isEqualTo(sent);
        assertThat(reply.get("pod").textValue()).isEqualTo("web-0");
        assertThat(reply.get("client").textValue()).isEqualTo("127.0.0.1:" + socket.getLocalPort());
        assertThat(reply.get("server").textValue()).isEqualTo("127.0.0.1:" + server.echoPort());
      }
    }
  }

  @Test
  void echoesTheSameFactsOverUdp() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      socket.setSoTimeout(5_000);
      byte[] question = "hello".getBytes(StandardCharsets.UTF_8);
      socket.send(new DatagramPacket(question, question.length, LOOPBACK, server.echoPort()));
      DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
      socket.receive(answer);
      JsonNode reply =
          json(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8));
      assertThat(reply.get("uri").textValue()).isEqualTo("hello");
      assertThat(reply.get("node").textValue()).isEqualTo("node2");
      assertThat(reply.get("client").textValue()).isEqualTo("127.0.0.1:" + socket.getLocalPort());
      assertThat(reply.get("server").textValue()).isEqualTo("10.244.1.7:" + server.echoPort());
    }
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private static HttpResponse<String> post(String path, String form) throws Exception {
    return send(
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(form)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.httpPort() + path);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
