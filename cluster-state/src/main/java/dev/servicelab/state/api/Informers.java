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
  private final Runnable onList;
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
  private final List<FirstList<?>> firstLists = new ArrayList<>();
  private volatile String lastProblem = "";
  private List<CompletableFuture<Void>> started = List.of();

  /**
   * No informers yet.
   *
   * @param server names the API server in log lines
   * @param onList called whenever a first list has got into its store
   */
  Informers(String server, Runnable onList) {
    this.server = server;
    this.onList = onList;
  }

  <T extends HasMetadata> void add(Informable<T> resources, RecordStore<T, ?> store) {
    SharedIndexInformer<T> informer = resources.withLimit(PAGE).runnableInformer(0);
    informer.itemStore(store);
    informer.exceptionHandler(
        (started, problem) -> {
          report(Causes.deepest(problem));
          return true;
        });
    FirstList<T> first = new FirstList<>(onList);
    informer.addEventHandler(first);
    firstLists.add(first);
    informers.add(informer);
  }

  /** An outage brings the same problem again and again; it is told once per change. */
  private void report(String problem) {
    boolean repeated = problem.equals(lastProblem);
    lastProblem = problem;
    System.Logger.Level level = repeated ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING;
    LOG.log(level, "API server {0}: {1}; trying again", server, problem);
  }

  /** Starts all of them; returns at once. */
  void start() {
    started = informers.stream().map(informer -> informer.start().toCompletableFuture()).toList();
  }

  /** Whether every first list is in its store. */
  boolean complete() {
    return firstLists.stream().allMatch(FirstList::done);
  }

  @Override
  public void close() {
    started.forEach(one -> one.cancel(false));
    informers.forEach(SharedIndexInformer::stop);
  }
}
