package dev.servicelab.state.api;

import dev.servicelab.state.ObjectName;
import dev.servicelab.state.json.ApiObject;
import dev.servicelab.state.json.Json;
import dev.servicelab.state.json.Metadata;
import dev.servicelab.state.json.WatchEvent;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of one kind as the API server has them: lists them once, then watches from the
 * list's version on. A watch that ends goes on where it was; only when the server has forgotten
 * that version (410 Gone) everything is listed again. See <a
 * href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes">
 * Efficient detection of changes</a>.
 *
 * @param <R> the record
 */
final class ListWatch<R> implements AutoCloseable {
  /** Lists come in pages, which the server makes at less cost than one long answer. */
  private static final String PAGED = "limit=500";

  private static final Duration LIST_SILENCE = Duration.ofSeconds(30);

  /**
   * The server sends a bookmark each minute. When nothing comes for longer, it may be gone without
   * a word; to ask again from the same version costs little.
   */
  private static final Duration WATCH_SILENCE = Duration.ofSeconds(90);

  /** Servers spread the load of watches that begin anew; so do we. */
  private static final int SHORTEST_WATCH_SECONDS = 300;

  private final Resource<R> resource;
  private final RecordStore<R> store;
  private final Problems problems;
  private final Runnable onFirst;
  private final ApiConnection connection;
  private final Backoff backoff = new Backoff();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean listed;
  private volatile boolean refused;

  /** Where the watch goes on; null if a list is needed. */
  private @Nullable String version;

  /**
   * How to list. The first time whatever version the server has at hand is good enough, and fast.
   * After that it must not be older than what we have seen, so it is the newest one.
   */
  private String listQuery = "resourceVersion=0&" + PAGED;

  /**
   * A watch that has not begun.
   *
   * @param onFirst called when everything is listed for the first time, and whenever the server
   *     refuses that list
   */
  ListWatch(
      ApiServer server,
      Resource<R> resource,
      RecordStore<R> store,
      Problems problems,
      Runnable onFirst) {
    this.resource = resource;
    this.store = store;
    this.problems = problems;
    this.onFirst = onFirst;
    this.connection = new ApiConnection(server);
  }

  /** Begins, on a thread of its own. */
  void start() {
    Thread.ofPlatform().daemon().name("watch-" + resource.name()).start(this::run);
  }

  /** Whether the first list is complete. */
  boolean listed() {
    return listed;
  }

  /** Whether the server has answered, but not with the first list: nobody knows when it will. */
  boolean refused() {
    return refused;
  }

  @Override
  public void close() {
    closed.countDown();
    connection.close();
  }

  private void run() {
    try {
      Duration pause = Duration.ZERO;
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = attempt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lists if needed and watches until the watch ends; gives the wait before the next attempt. */
  private Duration attempt() {
    try {
      String from = version == null ? list() : version;
      version = from;
      watch(from);
      return Duration.ZERO;
    } catch (ApiProblem answer) {
      connection.drop();
      if (answer.isGone()) {
        version = null;
      } else {
        failed(answer);
        refusedFirst();
      }
      Duration wait = backoff.next();
      return answer.retryAfter().compareTo(wait) > 0 ? answer.retryAfter() : wait;
    } catch (IOException e) {
      connection.drop();
      failed(e);
      return backoff.next();
    }
  }

  private void refusedFirst() {
    if (!listed) {
      refused = true;
      onFirst.run();
    }
  }

  private void failed(IOException problem) {
    if (closed.getCount() > 0) {
      problems.failed(resource.name(), Causes.deepest(problem));
    }
  }

  /** Lists everything and gives the list's version. */
  private String list() throws IOException {
    Map<ObjectName, R> found = new HashMap<>();
    Metadata page = page(listQuery, found);
    while (!page.next().isEmpty()) {
      // The server forgets where pages go on after minutes; then all have to come at once.
      String first = listQuery;
      listQuery = "";
      String next = URLEncoder.encode(page.next(), StandardCharsets.UTF_8);
      page = page(PAGED + "&continue=" + next, found);
      listQuery = first;
    }
    listQuery = PAGED;
    // Whoever does without this kind need not hear of it before it counts as listed.
    refused = false;
    store.replaceAll(found);
    problems.solved(resource.name());
    if (!listed) {
      listed = true;
      onFirst.run();
    }
    return page.resourceVersion();
  }

  private Metadata page(String query, Map<ObjectName, R> found) throws IOException {
    Metadata[] page = new Metadata[1];
    try (Json json = connection.get(resource.name(), resource.request(query), LIST_SILENCE)) {
      json.next();
      json.object(
          field -> {
            switch (field) {
              case "metadata" -> page[0] = Metadata.read(json);
              case "items" -> json.array(() -> item(json, found));
              default -> {}
            }
          });
    }
    if (page[0] == null || page[0].resourceVersion().isEmpty()) {
      throw new IOException("it answers without a version for " + resource.name());
    }
    return page[0];
  }

  private void item(Json json, Map<ObjectName, R> found) throws IOException {
    ApiObject<R> object = ApiObject.read(json, resource.readers().get());
    object.record().ifPresent(record -> found.put(object.metadata().objectName(), record));
  }

  private void watch(String from) throws IOException {
    int seconds = SHORTEST_WATCH_SECONDS + ThreadLocalRandom.current().nextInt(300);
    String query =
        "watch=true&allowWatchBookmarks=true&timeoutSeconds=%d&resourceVersion=%s"
            .formatted(seconds, from);
    long begin = System.nanoTime();
    boolean silent = true;
    try (Json json = connection.get(resource.name(), resource.request(query), WATCH_SILENCE)) {
      problems.solved(resource.name());
      while (json.next()) {
        accept(WatchEvent.read(json, resource.readers()));
        backoff.reset();
        silent = false;
      }
    } catch (SocketTimeoutException e) {
      connection.drop();
      return;
    }
    if (silent && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(1)) {
      throw new IOException("it ends each watch of " + resource.name() + " at once");
    }
  }

  private void accept(WatchEvent<R> event) throws IOException {
    switch (event) {
      case WatchEvent.Put<R>(ApiObject<R> object) -> {
        store.put(object.metadata().objectName(), object.record());
        version = object.metadata().resourceVersion();
      }
      case WatchEvent.Removed<R>(Metadata metadata) -> {
        store.remove(metadata.objectName());
        version = metadata.resourceVersion();
      }
      case WatchEvent.Bookmark<R>(String now) -> version = now;
      case WatchEvent.Failed<R> failed ->
          throw new ApiProblem(resource.name(), failed.status(), Duration.ZERO);
    }
  }
}
