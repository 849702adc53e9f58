package dev.servicelab.state.api;

import static dev.servicelab.state.api.StubObjects.bookmark;
import static dev.servicelab.state.api.StubObjects.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.servicelab.state.Interest;
import dev.servicelab.state.ServiceRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One kind's list and watch against a server that fails in every way a real one does. */
class ListWatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Semaphore changes = new Semaphore(0);
  private final RecordStore<ServiceRecord> store = new RecordStore<>(changes::release);

  @TempDir private Path folder;
  private StubApiServer server;
  private ListWatch<ServiceRecord> watch;

  @BeforeEach
  void server() throws IOException {
    server = StubApiServer.start(7);
    server.list("services", service("a", 1), service("b", 2));
    ApiServer address = ApiServer.ofKubeconfig(server.kubeconfig(folder));
    watch =
        new ListWatch<>(
            address,
            Resource.services(Interest.dns(false)),
            store,
            new Problems(address),
            () -> {});
  }

  @AfterEach
  void close() {
    watch.close();
    server.close();
  }

  @Test
  void aWatchTheServerEndsGoesOnFromTheNewestVersionItTold() throws IOException {
    watch.start();
    awaitWatch();
    server.event("services", "BOOKMARK", bookmark(90));
    server.event("services", "MODIFIED", service("a", 91));
    awaitNames("a", "b");
    server.event("services", "BOOKMARK", bookmark(95));
    server.setVersion(95);
    server.endWatch("services");

    awaitWatch();
    assertThat(watches())
        .satisfiesExactly(
            first -> assertThat(first).contains("resourceVersion=7", "allowWatchBookmarks=true"),
            second -> assertThat(second).contains("resourceVersion=95"));
    server.event("services", "ADDED", service("c", 96));
    awaitNames("a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"na", "{", "<html>\n"})
  void aWatchCutInTheMiddleGoesOnFromTheLastWholeEvent(String half) throws IOException {
    watch.start();
    awaitWatch();
    server.event("services", "ADDED", service("c", 8));
    awaitNames("a", "b", "c");
    server.setVersion(8);
    server.send("services", half);
    server.endWatch("services");

    awaitWatch();
    assertThat(watches()).hasSize(2).last().asString().contains("resourceVersion=8");
    assertThat(lists()).hasSize(1);
    server.event("services", "DELETED", service("a", 9));
    awaitNames("b", "c");
  }

  @Test
  void anEventThatComesInPiecesIsOneChange() throws Exception {
    watch.start();
    awaitWatch();
    changes.drainPermits();
    String event = "{\"type\":\"ADDED\",\"object\":%s}\n".formatted(service("c", 8));
    for (String piece : event.split("(?=[:,])")) {
      server.send("services", piece);
    }

    assertThat(changes.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(names()).containsExactly("a", "b", "c");
    assertThat(changes.availablePermits()).isZero();
  }

  @Test
  void aForgottenVersionBringsANewListAndOnlyItsDifferences() {
    watch.start();
    awaitWatch();
    ServiceRecord before = store.records().getLast();
    changes.drainPermits();
    server.list("services", service("b", 2), service("c", 30));
    server.forgetAllBut(31);
    server.endWatch("services");

    awaitNames("b", "c");
    assertThat(store.records().getFirst()).isSameAs(before);
    assertThat(changes.availablePermits()).isOne();
    assertThat(lists())
        .satisfiesExactly(
            first -> assertThat(first).contains("resourceVersion=0&"),
            second -> assertThat(second).doesNotContain("resourceVersion"));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503, 504})
  void aBusyServerIsAskedAgainNotBeforeItWants(int status) {
    server.refuse("services", status, 1);
    watch.start();

    awaitNames("a", "b");
    List<StubApiServer.Request> requests = server.requests();
    assertThat(requests.get(1).nanos() - requests.get(0).nanos())
        .isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void aRefusedWatchNeedsNoNewList() {
    watch.start();
    awaitWatch();
    server.refuse("services", 503, 0);
    server.refuse("services", 429, 0);
    server.endWatch("services");

    awaitWatch();
    assertThat(lists()).hasSize(1);
    assertThat(watches()).hasSize(4);
  }

  @Test
  void aHugeListComesInPages() {
    server.list("services", many(10_050));
    server.setVersion(8);
    watch.start();

    awaitWatch();
    assertThat(store.records()).hasSize(10_050);
    assertThat(lists()).hasSize(21);
  }

  @Test
  void whenPagesAreForgottenEverythingComesAtOnce() {
    server.list("services", many(1_200));
    server.forgetPages();
    watch.start();

    awaitWatch();
    assertThat(store.records()).hasSize(1_200);
    assertThat(lists()).hasSize(3).last().asString().doesNotContain("limit");
  }

  @Test
  void anEndedListAddsNothing() {
    server.list("services", service("a", 1), "{\"metadata\":{\"name\":\"b\"");
    watch.start();
    await().atMost(PATIENCE).until(() -> lists().size() >= 2);
    assertThat(store.records()).isEmpty();
    assertThat(watch.listed()).isFalse();

    server.list("services", service("a", 1));
    awaitNames("a");
  }

  @Test
  void closingEndsAStandingWatch() {
    watch.start();
    awaitWatch();
    assertThat(watchThreads()).isPositive();
    watch.close();
    await().atMost(PATIENCE).until(() -> watchThreads() == 0);
  }

  private static long watchThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("watch-services"))
        .count();
  }

  private void awaitWatch() {
    await().atMost(PATIENCE).until(() -> server.watched("services"));
  }

  private void awaitNames(String... names) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(names()).containsExactly(names));
  }

  private List<String> names() {
    return store.records().stream().map(ServiceRecord::name).toList();
  }

  private List<String> lists() {
    return server.queries().stream().filter(query -> !query.contains("watch=true")).toList();
  }

  private List<String> watches() {
    return server.queries().stream().filter(query -> query.contains("watch=true")).toList();
  }

  private static String[] many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> service("s" + i, i % 250))
        .toArray(String[]::new);
  }
}
