package dev.servicelab.labs.containers;

import dev.servicelab.labs.containers.DockerThing.Kind;
import dev.servicelab.labs.machine.DockerHost;
import dev.servicelab.labs.machine.Progress;
import dev.servicelab.labs.machine.QuietLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What clusters left in Docker: found by label, judged by owner, removed. */
public final class Leftovers {
  /** A thing of another machine or boot counts as abandoned when it is idle and this old. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  private Leftovers() {}

  /**
   * What everything that starts containers does first: makes sure of Docker, {@link #sweep sweeps},
   * and says what that removed.
   *
   * @throws dev.servicelab.labs.machine.CannotRunHere if there is no Docker and it cannot be
   *     started
   */
  public static void makeRoom(Progress progress) {
    QuietLogs.apply();
    DockerHost.ensure(progress);
    sweep().forEach(thing -> progress.say("removed what an earlier run left: " + thing.describe()));
  }

  /**
   * Removes what belongs to a process that is gone. Kept clusters, and clusters of a process that
   * still runs, are not touched.
   *
   * @return what was removed
   */
  public static List<DockerThing> sweep() {
    Instant idleSince = Instant.now().minus(IDLE);
    return removeWhere(thing -> !thing.kept() && thing.abandoned(idleSince));
  }

  /** Removes one cluster; returns what was removed. */
  public static List<DockerThing> removeCluster(String id) {
    return removeWhere(thing -> id.equals(thing.label(Labels.CLUSTER)));
  }

  /** Removes the clusters that are kept; returns what was removed. */
  public static List<DockerThing> removeKept() {
    return removeWhere(DockerThing::kept);
  }

  /**
   * Removes everything of ServiceLab, also what a running process uses; returns what was removed.
   */
  public static List<DockerThing> removeAll() {
    return removeWhere(thing -> true);
  }

  /** What Docker still has of one cluster. */
  public static List<DockerThing> of(String id) {
    return DockerThing.all().stream()
        .filter(thing -> id.equals(thing.label(Labels.CLUSTER)))
        .toList();
  }

  private static List<DockerThing> removeWhere(Predicate<DockerThing> condemned) {
    List<DockerThing> things = DockerThing.all().stream().filter(condemned).toList();
    // A removal waits for the node's processes to die: all nodes at once take as long as one.
    List<DockerThing> containers =
        things.parallelStream()
            .filter(thing -> thing.kind() == Kind.CONTAINER && thing.remove())
            .toList();
    List<DockerThing> networks =
        things.stream().filter(thing -> thing.kind() == Kind.NETWORK && thing.remove()).toList();
    return Stream.concat(containers.stream(), networks.stream()).toList();
  }
}
