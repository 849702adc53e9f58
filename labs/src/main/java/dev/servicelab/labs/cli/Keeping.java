package dev.servicelab.labs.cli;

import dev.servicelab.labs.cluster.ClusterPool;
import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.cluster.KeptCluster;
import dev.servicelab.labs.containers.Leftovers;
import dev.servicelab.labs.machine.DockerHost;
import dev.servicelab.labs.machine.Progress;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code lab up} and {@code lab run --keep} have in common: one kept cluster at a time. */
final class Keeping {
  private Keeping() {}

  /**
   * Makes the clusters of this process kept ones. A broken kept cluster (Docker was stopped, the
   * start was cut short) is removed; a whole one of another spec is somebody's work, so it stays.
   */
  static void begin(@Nullable CommandSpec command, ClusterSpec spec) {
    DockerHost.ensure(Progress.stderr());
    Optional<KeptCluster> kept = KeptCluster.find();
    if (kept.isPresent() && !kept.get().whole()) {
      Progress.stderr().say("removing the kept cluster " + kept.get().id() + ": it is not whole");
      Leftovers.removeCluster(kept.get().id());
    } else if (kept.isPresent() && !kept.get().spec().equals(spec)) {
      throw Arguments.bad(
          command,
          "a cluster with "
              + kept.get().spec().describe()
              + " is kept already; ./lab down removes it");
    }
    System.setProperty(ClusterPool.KEEP, "true");
  }

  /** Says what can be done with the kept cluster. */
  static void explain(PrintWriter out, ClusterSpec spec) {
    out.println("the cluster is up: " + spec.describe());
    out.println("  ./lab kubectl get pods -A -o wide    ask its API");
    out.println("  ./lab node node1 iptables-save       run a command on a node");
    out.println("  ./lab logs proxy                     what the proxy says");
    out.println("  ./lab run --lab 'service/*'          run labs on it");
    out.println("  ./lab down                           remove it");
    out.flush();
  }
}
