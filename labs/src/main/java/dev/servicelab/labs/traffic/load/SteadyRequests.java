package dev.servicelab.labs.traffic.load;

import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Requests that follow one another without a pause, in the background, each on a new connection,
 * until they are stopped or one is not answered.
 */
public final class SteadyRequests implements AutoCloseable {

  private static final int AT_A_TIME = 20;

  private final CountDownLatch flowing = new CountDownLatch(1);
  private final long begin = System.nanoTime();
  private final CompletableFuture<List<Replies>> all = new CompletableFuture<>();
  private volatile boolean stopping;

  /** Begins, and returns when the first of them are through. */
  public static SteadyRequests begin(Requester from, Target to) {
    SteadyRequests requests = new SteadyRequests();
    Thread.ofVirtual().name("steady requests to " + to).start(() -> requests.run(from, to));
    requests.awaitFirst();
    return requests;
  }

  private SteadyRequests() {}

  /** Ends after the requests under way and returns all replies. */
  public List<Replies> stop() {
    stopping = true;
    return all.join();
  }

  /** How long the requests have been going on. */
  public Duration since() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Override
  public void close() {
    stopping = true;
  }

  private void run(Requester from, Target to) {
    List<Replies> seen = new ArrayList<>();
    try {
      boolean answered = true;
      while (answered && !stopping) {
        Replies replies = from.ask(to.host(), to.port(), AT_A_TIME);
        seen.add(replies);
        answered = replies.failures().isEmpty();
        flowing.countDown();
      }
      all.complete(seen);
    } catch (RuntimeException e) {
      all.completeExceptionally(e);
    } finally {
      flowing.countDown();
    }
  }

  private void awaitFirst() {
    try {
      if (!flowing.await(1, TimeUnit.MINUTES)) {
        throw new AssertionError("no request was answered within a minute");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the first requests were under way", e);
    }
  }
}
