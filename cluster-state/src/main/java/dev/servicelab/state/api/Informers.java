package dev.servicelab.state.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The informers of one source: started together, complete together, stopped together. */
final class Informers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Informers.class.getName());

  /** Lists come in pages, so that a page and not the whole list is in memory as text. */
  private static final long PAGE = 500;

  private final String server;
  private final Runnable onComplete;
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
  private volatile CompletableFuture<Void> firstLists = new CompletableFuture<>();
  private CompletableFuture<Void> announced = new CompletableFuture<>();

  /**
   * No informers yet.
   *
   * @param server names the API server in log lines
   * @param onComplete called once, when every first list is in its store
   */
  Informers(String server, Runnable onComplete) {
    this.server = server;
    this.onComplete = onComplete;
  }

  <T extends HasMetadata> void add(Informable<T> resources, RecordStore<T, ?> store) {
    SharedIndexInformer<T> informer = resources.withLimit(PAGE).runnableInformer(0);
    informer.itemStore(store);
    informer.exceptionHandler(
        (started, problem) -> {
          LOG.log(
              System.Logger.Level.WARNING,
              "API server {0}: {1}; trying again",
              server,
              Causes.deepest(problem));
          return true;
        });
    informers.add(informer);
  }

  void start() {
    CompletableFuture<?>[] lists =
        informers.stream()
            .map(informer -> informer.start().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    firstLists = CompletableFuture.allOf(lists);
    announced = firstLists.thenRun(onComplete);
  }

  /** Whether every first list is in its store. */
  boolean complete() {
    return firstLists.isDone();
  }

  @Override
  public void close() {
    announced.cancel(false);
    informers.forEach(SharedIndexInformer::stop);
  }
}
