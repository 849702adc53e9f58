package dev.servicelab.proxy.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.HealthCheck;
import dev.servicelab.state.ObjectName;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthCheckPortsTest {
  private static final ObjectName WEB = new ObjectName("shop", "web");

  private final List<String> failures = new ArrayList<>();
  private final int port = freePort();
  private boolean healthy = true;
  private final HealthCheckPorts ports =
      new HealthCheckPorts(
          () -> List.of(InetAddress.getLoopbackAddress()),
          () -> healthy,
          (check, why) -> failures.add(check.service() + ": " + why));

  @AfterEach
  void stop() {
    ports.close();
  }

  @Test
  void answersAsKubeProxyDoes() throws IOException, InterruptedException {
    update(new HealthCheck(WEB, port, 2));
    HttpResponse<String> answer = get(port, "/healthz");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Load-Balancing-Endpoint-Weight")).contains("2");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"service\":{\"namespace\":\"shop\",\"name\":\"web\"},\"localEndpoints\":2,"
                + "\"serviceProxyHealthy\":true}");
    assertThat(get(port, "/").statusCode()).isEqualTo(200);

    healthy = false;
    assertThat(get(port, "/").statusCode()).isEqualTo(503);
    healthy = true;
    update(new HealthCheck(WEB, port, 0));
    assertThat(get(port, "/").statusCode()).isEqualTo(503);
  }

  @Test
  void theFamilyWithMoreEndpointsCounts() throws IOException, InterruptedException {
    update(new HealthCheck(WEB, port, 0));
    ports.update(IpFamily.IPV6, List.of(new HealthCheck(WEB, port, 1)));
    assertThat(get(port, "/").statusCode()).isEqualTo(200);
  }

  @Test
  void movesAndStops() throws IOException, InterruptedException {
    int other = freePort();
    update(new HealthCheck(WEB, port, 1));
    update(new HealthCheck(WEB, other, 1));
    assertThat(get(other, "/").statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> get(port, "/")).isInstanceOf(ConnectException.class);
    update();
    assertThatThrownBy(() -> get(other, "/")).isInstanceOf(ConnectException.class);
  }

  @Test
  void aTakenPortIsTriedAgainWithTheNextChange() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      update(new HealthCheck(WEB, port, 1));
      assertThat(failures).singleElement().asString().startsWith("shop/web: Address already in");
    }
    update(new HealthCheck(WEB, port, 2));
    assertThat(failures).hasSize(1);
    assertThat(get(port, "/").headers().firstValue("X-Load-Balancing-Endpoint-Weight"))
        .contains("2");
  }

  private void update(HealthCheck... checks) {
    ports.update(IpFamily.IPV4, List.of(checks));
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
