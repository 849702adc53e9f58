package dev.servicelab.proxy.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.http.HttpEndpoint;
import dev.servicelab.proxy.net.IpFamily;
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
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ProxyHealthTest {
  private final Time time = new Time();
  private final List<Integer> told = new CopyOnWriteArrayList<>();
  private final ProxyHealth health =
      new ProxyHealth(time, Duration.ofSeconds(60), EnumSet.allOf(IpFamily.class));

  @Test
  void beforeTheFirstRulesAliveButNotHealthy() {
    assertStatus(503, 200);
    health.updated(IpFamily.IPV4);
    assertStatus(503, 200);
    health.updated(IpFamily.IPV6);
    assertStatus(200, 200);
  }

  @Test
  void aChangeThatWaitsForTooLong() {
    updated();
    health.queued(IpFamily.IPV6);
    time.pass(59);
    health.queued(IpFamily.IPV6);
    assertStatus(200, 200);
    time.pass(1);
    assertStatus(503, 503);
    assertThat(health.report().livezJson())
        .isEqualTo(
            "{\"lastUpdated\":\"2026-01-01T00:00:00Z\",\"currentTime\":\"2026-01-01T00:01:00Z\","
                + "\"healthy\":false,\"status\":{"
                + "\"IPv4\":{\"lastUpdated\":\"2026-01-01T00:00:00Z\",\"healthy\":true},"
                + "\"IPv6\":{\"lastUpdated\":\"2026-01-01T00:00:00Z\",\"healthy\":false}}}");
    health.updated(IpFamily.IPV6);
    assertStatus(200, 200);
  }

  @Test
  void aNodeThatLeavesIsAliveButNotEligible() {
    updated();
    health.leaving(true);
    assertStatus(503, 200);
    assertThat(health.report().serviceProxyHealthy()).isTrue();
    assertThat(health.report().healthzJson())
        .startsWith(
            "{\"lastUpdated\":\"2026-01-01T00:00:00Z\",\"currentTime\":\"2026-01-01T00:00:00Z\","
                + "\"nodeEligible\":false,\"healthy\":true,\"status\":{");
  }

  @Test
  void overHttp() throws IOException, InterruptedException {
    updated();
    try (HttpEndpoint endpoint =
        HttpEndpoint.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      HealthPaths.addTo(endpoint, health, told::add, told::add);
      endpoint.start();

      HttpResponse<String> healthz = get(endpoint, "/healthz");
      assertThat(healthz.statusCode()).isEqualTo(200);
      assertThat(healthz.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(healthz.body()).contains("\"nodeEligible\":true");
      assertThat(get(endpoint, "/livez").body()).doesNotContain("nodeEligible");
      assertThat(get(endpoint, "/healthz/more").statusCode()).isEqualTo(404);
      assertThat(told).containsExactly(200, 200);
    }
  }

  private void updated() {
    health.updated(IpFamily.IPV4);
    health.updated(IpFamily.IPV6);
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
