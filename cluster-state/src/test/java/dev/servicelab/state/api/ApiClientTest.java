package dev.servicelab.state.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiClientTest {
  private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/default/events";

  @TempDir private Path folder;

  @Test
  void whatIsPostedArrives() throws IOException {
    try (StubApiServer server = StubApiServer.start(7)) {
      assertThat(client(server).post(EVENTS, "{\"note\":\"ü\"}")).isEmpty();

      assertThat(server.posts()).containsExactly("{\"note\":\"ü\"}");
      assertThat(server.queries()).singleElement().asString().startsWith(EVENTS);
    }
  }

  @Test
  void aRefusalIsOneLineThatSaysWhy() throws IOException {
    try (StubApiServer server = StubApiServer.start(7)) {
      server.require("another token");

      assertThat(client(server).post(EVENTS, "{}"))
          .contains("API server " + address(server) + ": it answers 401 for events: Unauthorized");
    }
  }

  @Test
  void aServerThatIsAwayIsSaidToBe() throws IOException {
    ApiClient client;
    String address;
    try (StubApiServer server = StubApiServer.start(7)) {
      client = client(server);
      address = address(server);
    }
    assertThat(client.post(EVENTS, "{}")).contains("API server " + address + ": cannot connect");
  }

  private ApiClient client(StubApiServer server) throws IOException {
    return new ApiClient(ApiServer.ofKubeconfig(server.kubeconfig(folder)));
  }

  private static String address(StubApiServer server) {
    return "http://127.0.0.1:" + server.port();
  }
}
