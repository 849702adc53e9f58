package dev.servicelab.labs.cli;

import dev.servicelab.labs.containers.DockerThing;
import dev.servicelab.labs.containers.Leftovers;
import dev.servicelab.labs.machine.DockerHost;
import dev.servicelab.labs.machine.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab down}: the kept cluster goes, and whatever earlier runs left. */
@Command(
    name = "down",
    description = "Remove the cluster that lab up made, and what earlier runs left.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  @Option(
      names = "--all",
      description = "remove everything of ServiceLab, also what a run is using right now")
  private boolean all;

  @Override
  public Integer call() {
    Progress progress = Progress.stderr();
    DockerHost.ensure(progress);
    List<DockerThing> removed = new ArrayList<>();
    if (all) {
      removed.addAll(Leftovers.removeAll());
    } else {
      removed.addAll(Leftovers.removeKept());
      removed.addAll(Leftovers.sweep());
    }
    removed.forEach(thing -> progress.say("removed " + thing.describe()));
    if (removed.isEmpty()) {
      progress.say("there was no cluster to remove");
    }
    return ExitCodes.OK;
  }
}
