package dev.servicelab.proxy.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProxyHealthTest {
  private final Time time = new Time();
  private final ProxyHealth health = new ProxyHealth(time, Duration.ofSeconds(60));

  @Test
  void beforeTheFirstRulesAliveButNotHealthy() {
    assertStatus(503, 200);
    health.updated();
    assertStatus(200, 200);
  }

  @Test
  void aChangeThatWaitsForTooLong() {
    health.updated();
    health.queued();
    time.pass(59);
    health.queued();
    assertStatus(200, 200);
    time.pass(1);
    assertStatus(503, 503);
    health.updated();
    assertStatus(200, 200);
  }

  @Test
  void aNodeThatLeavesIsAliveButNotEligible() {
    health.updated();
    health.leaving(true);
    assertStatus(503, 200);
    assertThat(health.report().json(503, true))
        .isEqualTo(
            "{\"lastUpdated\":\"2026-01-01T00:00:00Z\",\"currentTime\":\"2026-01-01T00:00:00Z\","
                + "\"nodeEligible\":false,\"healthy\":true}");
  }

  @Test
  void overHttp() throws IOException, InterruptedException {
    health.updated();
    try (HttpEndpoint endpoint =
        HttpEndpoint.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      HealthPaths.addTo(endpoint, health);
      endpoint.start();

      HttpResponse<String> healthz = get(endpoint, "/healthz");
      assertThat(healthz.statusCode()).isEqualTo(200);
      assertThat(healthz.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(healthz.body()).contains("\"nodeEligible\":true");
      assertThat(get(endpoint, "/livez").body()).doesNotContain("nodeEligible");
      assertThat(get(endpoint, "/healthz/more").statusCode()).isEqualTo(404);
    }
  }

  private void assertStatus(int healthz, int livez) {
    assertThat(health.report().healthzStatus()).isEqualTo(healthz);
    assertThat(health.report().livezStatus()).isEqualTo(livez);
  }

  private static HttpResponse<String> get(HttpEndpoint endpoint, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static final class Time extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void pass(int seconds) {
      now = now.plusSeconds(seconds);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
