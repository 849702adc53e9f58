package dev.servicelab.state.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.servicelab.state.ClusterEvent;
import dev.servicelab.state.EventSink;
import dev.servicelab.state.ObjectName;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiEventSinkTest {
  @TempDir private Path folder;

  @Test
  void anEventOfANodeIsInTheDefaultNamespace() throws IOException {
    try (StubApiServer server = StubApiServer.start(7)) {
      sink(server)
          .send(
              new ClusterEvent(
                  "Node", new ObjectName("", "node1"), false, "Starting", "StartKubeProxy", ""));

      await().untilAsserted(() -> assertThat(server.posts()).hasSize(1));
      assertThat(server.posts().getFirst())
          .startsWith(
              "{\"apiVersion\":\"events.k8s.io/v1\",\"kind\":\"Event\","
                  + "\"metadata\":{\"namespace\":\"default\",\"name\":\"node1.")
          .containsPattern("\"eventTime\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\"")
          .contains(
              "\"reportingController\":\"kube-proxy\",\"reportingInstance\":\"kube-proxy-host1\"",
              "\"type\":\"Normal\",\"reason\":\"Starting\",\"action\":\"StartKubeProxy\"",
              "\"regarding\":{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"name\":\"node1\",");
      assertThat(server.queries().getFirst())
          .startsWith("/apis/events.k8s.io/v1/namespaces/default/events");
    }
  }

  @Test
  void anEventOfAServiceIsInItsNamespaceAndARefusalHurtsNobody() throws IOException {
    try (StubApiServer server = StubApiServer.start(7)) {
      EventSink sink = sink(server);
      ClusterEvent event =
          new ClusterEvent("Service", new ObjectName("shop", "web"), true, "Why", "What", "a\nb");
      sink.send(event);
      await().untilAsserted(() -> assertThat(server.posts()).hasSize(1));
      server.require("another token");
      sink.send(event);
      sink.send(event);

      assertThat(server.posts().getFirst())
          .contains("\"namespace\":\"shop\"", "\"type\":\"Warning\"", "\"note\":\"a\\nb\"");
      await().untilAsserted(() -> assertThat(server.queries()).hasSize(3));
    }
  }

  private EventSink sink(StubApiServer server) throws IOException {
    ApiServer api = ApiServer.ofKubeconfig(server.kubeconfig(folder));
    return new ApiEventSink(api, "kube-proxy", "host1");
  }
}
