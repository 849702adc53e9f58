package dev.servicelab.labs.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Scene;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sends requests until what comes back is as it should be. */
public final class Traffic {

  private final Scene scene;
  private List<Replies> last = List.of();

  /**
   * @param scene whose limits hold
   */
  public Traffic(Scene scene) {
    this.scene = scene;
  }

  /**
   * Waits until each requester reaches each target, every request is answered, every wanted pod
   * answers and no other does. The replies of the last round are kept, see {@link #last}. A round
   * is large enough to meet every wanted pod ({@link Sample#toMeetAll}); a pod too many, chosen as
   * often as the others, is missed by two rounds with a probability of the same order.
   *
   * @param pods the pods wanted, looked up again for each round
   */
  public void reachesAll(List<Requester> from, List<Target> to, Supplier<List<PodView>> pods) {
    reachesAll(from, to, pods, scene.timeouts().traffic());
  }

  /** The same with a limit of its own. */
  public void reachesAll(
      List<Requester> from, List<Target> to, Supplier<List<PodView>> pods, Duration limit) {
    List<Replies> seen =
        scene
            .settling("traffic")
            .see(
                "requests from %s to %s reach the right pods".formatted(sources(from), to),
                limit,
                () -> round(from, to, Sample.toMeetAll(pods.get().size())),
                replies -> areFrom(names(pods.get()), replies));
    last = seen;
  }

  /**
   * The replies of the requests that {@link #reachesAll} made last: what the next steps call "these
   * requests".
   */
  public List<Replies> last() {
    return last;
  }

  private static void areFrom(Set<String> wanted, List<Replies> round) {
    assertThat(wanted).as("pods that should answer").isNotEmpty();
    for (Replies replies : round) {
      assertThat(replies.failures()).as("%s", replies).isEmpty();
      assertThat(replies.byPod().keySet()).as("%s", replies).isEqualTo(wanted);
    }
  }

  /** Waits until no requester gets an answer from any of the targets. */
  public void reachesNobody(List<Requester> from, List<Target> to) {
    scene
        .settling("traffic")
        .see(
            "no answer from " + to + " to " + sources(from),
            scene.timeouts().traffic(),
            () -> round(from, to, 1),
            round -> assertThat(round).allMatch(replies -> replies.answered().isEmpty()));
  }

  /**
   * One round: each requester asks each target so many times, one target after the other. The
   * requesters work side by side, as they are on different machines.
   */
  public static List<Replies> round(List<Requester> from, List<Target> to, int count) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Replies>>> running =
          from.stream()
              .map(requester -> threads.submit(() -> askEach(requester, to, count)))
              .toList();
      return running.stream().flatMap(replies -> finished(replies).stream()).toList();
    }
  }

  /** Each requester knocks once at each target, all of them side by side; by who and where. */
  public static Map<String, Knock> knocks(List<Requester> from, List<Target> to) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<Knock>> running = new LinkedHashMap<>();
      for (Requester requester : from) {
        for (Target target : to) {
          running.put(
              requester.name() + " to " + target,
              threads.submit(() -> requester.knock(target.host(), target.port())));
        }
      }
      Map<String, Knock> knocks = new LinkedHashMap<>();
      running.forEach((what, knock) -> knocks.put(what, finished(knock)));
      return knocks;
    }
  }

  private static List<Replies> askEach(Requester requester, List<Target> to, int count) {
    return to.stream().map(target -> requester.ask(target.host(), target.port(), count)).toList();
  }

  private static <T> T finished(Future<T> running) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while requests were under way", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case AssertionError failure -> throw failure;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private static String sources(List<Requester> from) {
    return from.stream().map(Requester::name).collect(Collectors.joining(", "));
  }

  private static Set<String> names(List<PodView> pods) {
    return pods.stream().map(PodView::name).collect(Collectors.toCollection(TreeSet::new));
  }
}
