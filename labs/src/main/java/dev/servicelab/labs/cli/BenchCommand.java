package dev.servicelab.labs.cli;

import dev.servicelab.labs.bench.BenchResult;
import dev.servicelab.labs.bench.ProxyBench;
import dev.servicelab.labs.machine.Progress;
import dev.servicelab.labs.machine.ProjectRoot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab bench proxy}: ours and the reference, measured side by side. */
@Command(
    name = "bench",
    description = {
      "Measure our Service proxy and kube-proxy side by side, each in a network",
      "namespace of its own, in turns, against one API server. The table goes to",
      "standard output and, for programs, to target/bench/proxy.json. Exit code 3:",
      "measured, and a goal is missed."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final int LARGEST = 10_000;

  @Parameters(arity = "0..1", paramLabel = "proxy", description = "what is measured")
  private @Nullable String what;

  @Option(
      names = "--sizes",
      paramLabel = "N",
      split = ",",
      defaultValue = "100,1000,5000",
      description = "numbers of Services, with three endpoints each (default: 100,1000,5000)")
  private List<Integer> sizes = List.of();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "runs of each proxy at each size; the medians count (default: 5)")
  private int runs = 5;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() throws IOException {
    Arguments.requireProxy(command, "bench", what);
    if (runs < 1) {
      throw Arguments.bad(command, "--runs must be 1 or more, not " + runs);
    }
    for (int size : sizes) {
      if (size < 1 || size > LARGEST) {
        throw Arguments.bad(command, "--sizes must be 1 to " + LARGEST + ", not " + size);
      }
    }
    BenchResult result =
        new ProxyBench(sizes.stream().distinct().sorted().toList(), runs).run(Progress.stderr());
    Path file = ProjectRoot.find().resolve("target/bench/proxy.json");
    result.write(file);
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    result.table().forEach(out::println);
    out.println("for programs: " + file);
    out.flush();
    return result.missed() ? ExitCodes.GOAL_MISSED : ExitCodes.OK;
  }
}
