package dev.servicelab.labs.cli;

import dev.servicelab.labs.bench.BenchResult;
import dev.servicelab.labs.bench.ProxyBench;
import dev.servicelab.labs.bench.dns.DnsBench;
import dev.servicelab.labs.cli.Arguments.Compared;
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

/** {@code lab bench proxy|dns}: ours and the reference, measured side by side. */
@Command(
    name = "bench",
    description = {
      "Measure our Service proxy and kube-proxy, or our DNS and CoreDNS, side by",
      "side, each in a network namespace of its own, in turns, against one API",
      "server. The table goes to standard output and, for programs, to",
      "target/bench/proxy.json or dns.json. Exit code 3: measured, and a goal is",
      "missed."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final int LARGEST = 10_000;

  @Parameters(arity = "0..1", paramLabel = "proxy|dns", description = "what is measured")
  private @Nullable String what;

  @Option(
      names = {"--sizes", "--services"},
      paramLabel = "N",
      split = ",",
      description = {
        "numbers of Services, with three endpoints each",
        "(default: 100,1000,5000 for the proxy, 1000,10000 for the DNS)"
      })
  private List<Integer> sizes = List.of();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "runs of each at each size; the medians count (default: 5)")
  private int runs = 5;

  @Option(names = "--markdown", description = "print the table as a README wants it")
  private boolean markdown;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() throws IOException {
    Compared compared = Arguments.compared(command, "bench", what);
    if (runs < 1) {
      throw Arguments.bad(command, "--runs must be 1 or more, not " + runs);
    }
    for (int size : sizes) {
      if (size < 1 || size > LARGEST) {
        throw Arguments.bad(command, "--sizes must be 1 to " + LARGEST + ", not " + size);
      }
    }
    BenchResult result = run(compared, sizes.stream().distinct().sorted().toList());
    Path file = ProjectRoot.find().resolve("target/bench/" + what + ".json");
    result.write(file);
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    (markdown ? result.markdown() : result.table()).forEach(out::println);
    out.println("for programs: " + file);
    out.flush();
    return result.missed() ? ExitCodes.GOAL_MISSED : ExitCodes.OK;
  }

  private BenchResult run(Compared compared, List<Integer> chosen) {
    return switch (compared) {
      case PROXY ->
          new ProxyBench(chosen.isEmpty() ? List.of(100, 1_000, 5_000) : chosen, runs)
              .run(Progress.stderr());
      case DNS ->
          new DnsBench(chosen.isEmpty() ? List.of(1_000, 10_000) : chosen, runs)
              .run(Progress.stderr());
    };
  }
}
