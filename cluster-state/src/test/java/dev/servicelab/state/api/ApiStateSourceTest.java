package dev.servicelab.state.api;

import static dev.servicelab.state.api.StubObjects.service;
import static dev.servicelab.state.api.StubObjects.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.ServiceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiStateSourceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** More requests than come in any time that a test takes. */
  private static final int MANY = 1000;

  private final BlockingQueue<ClusterSnapshot> snapshots = new LinkedBlockingQueue<>();

  @TempDir private Path folder;

  @BeforeEach
  void token() throws IOException {
    Files.writeString(folder.resolve("token"), "first\n");
  }

  @Test
  void theFirstSnapshotIsWholeAndEventsFollow() throws Exception {
    try (StubApiServer server = StubApiServer.start(7)) {
      server.list("services", service("b", 1), service("a", 2));
      server.list("endpointslices", slice("a", "10.244.1.2", 3));
      server.list("nodes", "{\"metadata\":{\"name\":\"node1\",\"resourceVersion\":\"4\"}}");
      try (ApiStateSource source = source(server, Interest.proxy("node1"))) {
        source.start(snapshots::add);

        ClusterSnapshot first = next();
        assertThat(names(first)).containsExactly("a", "b");
        assertThat(first.endpointSlices()).hasSize(1);
        assertThat(first.nodes()).hasSize(1);
        assertThat(first.namespaces()).isEmpty();

        await().atMost(PATIENCE).until(() -> server.watched("services"));
        server.event("services", "ADDED", service("c", 8));
        assertThat(names(next())).containsExactly("a", "b", "c");
        server.event("services", "DELETED", service("a", 9));
        assertThat(names(next())).containsExactly("b", "c");
      }
      assertThat(server.queries())
          .anyMatch(
              q ->
                  q.startsWith("/api/v1/services?")
                      && q.contains("!service.kubernetes.io/headless"))
          .anyMatch(q -> q.startsWith("/api/v1/nodes?") && q.contains("metadata.name=node1"))
          .noneMatch(q -> q.startsWith("/api/v1/pods") || q.startsWith("/api/v1/namespaces"));
    }
  }

  @Test
  void anOutageLeavesTheLastSnapshotAndItsEndBringsOneNewOne() throws Exception {
    int port;
    try (StubApiServer server = StubApiServer.start(7)) {
      port = server.port();
      server.list("services", service("a", 1), service("b", 2));
      try (ApiStateSource source = source(server, Interest.proxy(""))) {
        source.start(snapshots::add);
        assertThat(names(next())).containsExactly("a", "b");
        await()
            .atMost(PATIENCE)
            .until(() -> server.watched("services") && server.watched("endpointslices"));

        server.goAway();
        assertThat(snapshots.poll(1, TimeUnit.SECONDS)).isNull();

        try (StubApiServer again = StubApiServer.start(port, 9)) {
          again.list("services", service("b", 2), service("c", 5));
          await().atMost(PATIENCE).until(() -> again.watched("services"));
          assertThat(names(latest())).containsExactly("b", "c");
        }
      }
    }
  }

  @Test
  void whatIsRefusedAtTheStartIsMissingForThoseWhoCanDoWithout() throws Exception {
    try (StubApiServer server = StubApiServer.start(7)) {
      server.list("services", service("a", 1));
      server.list("namespaces", "{\"metadata\":{\"name\":\"default\"}}");
      server.list("pods", "{\"metadata\":{\"namespace\":\"default\",\"name\":\"p\"}}");
      for (int i = 0; i < MANY; i++) {
        server.refuse("pods", 403, 0);
      }
      try (ApiStateSource source = source(server, Interest.dns(true))) {
        source.start(snapshots::add);

        ClusterSnapshot part = next();
        assertThat(part.whole()).isFalse();
        assertThat(names(part)).containsExactly("a");
        assertThat(part.namespaces()).containsExactly("default");

        await().atMost(PATIENCE).until(() -> server.watched("services"));
        server.event("services", "ADDED", service("b", 8));
        ClusterSnapshot later = next();
        assertThat(later.whole()).isFalse();
        assertThat(names(later)).containsExactly("a", "b");

        server.allow("pods");
        ClusterSnapshot all = next();
        assertThat(all.whole()).isTrue();
        assertThat(names(all)).containsExactly("a", "b");
        assertThat(all.pods()).hasSize(1);
      }
    }
  }

  @Test
  void whoNeedsEverythingWaitsForWhatIsRefused() throws Exception {
    try (StubApiServer server = StubApiServer.start(7)) {
      server.list("services", service("a", 1));
      server.refuse("endpointslices", 403, 0);
      try (ApiStateSource source = source(server, Interest.proxy(""))) {
        source.start(snapshots::add);

        assertThat(next().whole()).isTrue();
        assertThat(server.queries().stream().filter(q -> q.contains("endpointslices?")))
            .hasSizeGreaterThan(1);
      }
    }
  }

  @Test
  void aServerThatComesLaterAndATokenThatChangesAreFine() throws Exception {
    int port;
    try (StubApiServer reserved = StubApiServer.start(7)) {
      port = reserved.port();
      reserved.kubeconfig(folder, folder.resolve("token"));
    }
    try (ApiStateSource source =
        new ApiStateSource(
            ApiServer.ofKubeconfig(folder.resolve("kubeconfig")), Interest.proxy(""))) {
      source.start(snapshots::add);
      try (StubApiServer server = StubApiServer.start(port, 7)) {
        server.list("services", service("a", 1));
        server.require("second");
        await().atMost(PATIENCE).until(() -> !server.queries().isEmpty());
        assertThat(snapshots).isEmpty();

        Files.writeString(folder.resolve("token"), "second\n");
        assertThat(names(next())).containsExactly("a");
      }
    }
  }

  private ApiStateSource source(StubApiServer server, Interest interest) throws IOException {
    Path kubeconfig = server.kubeconfig(folder, folder.resolve("token"));
    return new ApiStateSource(ApiServer.ofKubeconfig(kubeconfig), interest);
  }

  private ClusterSnapshot next() throws InterruptedException {
    ClusterSnapshot next = snapshots.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return next == null ? ClusterSnapshot.empty() : next;
  }

  /** Of several snapshots in a row the last one. */
  private ClusterSnapshot latest() throws InterruptedException {
    ClusterSnapshot latest = next();
    for (ClusterSnapshot more = snapshots.poll(1, TimeUnit.SECONDS);
        more != null;
        more = snapshots.poll(1, TimeUnit.SECONDS)) {
      latest = more;
    }
    return latest;
  }

  private static List<String> names(ClusterSnapshot snapshot) {
    return snapshot.services().stream().map(ServiceRecord::name).toList();
  }
}
