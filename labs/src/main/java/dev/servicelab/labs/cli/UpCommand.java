package dev.servicelab.labs.cli;

import dev.servicelab.labs.cluster.ClusterPool;
import dev.servicelab.labs.cluster.ClusterSpec;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lab up}: a cluster that stays until {@code lab down}. */
@Command(
    name = "up",
    description = "Start a cluster and leave it running.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    ClusterSpec spec = cluster.spec();
    Keeping.begin(command, spec);
    ClusterPool.get(spec);
    ClusterPool.closeAll();
    Keeping.explain(Objects.requireNonNull(command).commandLine().getOut(), spec);
    return ExitCodes.OK;
  }
}
