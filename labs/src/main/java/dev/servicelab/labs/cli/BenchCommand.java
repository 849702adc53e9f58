package dev.servicelab.labs.cli;

import dev.servicelab.labs.bench.BenchResult;
import dev.servicelab.labs.bench.ProxyBench;
import dev.servicelab.labs.bench.dns.DnsBench;
import dev.servicelab.labs.cli.Arguments.Compared;
import dev.servicelab.labs.cluster.Mode;
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
      "server; in ipvs mode on a node whose kernel has IPVS, its own where this",
      "machine's has none. The table goes to standard output and, for programs, to",
      "target/bench/proxy.json, proxy-ipvs.json or dns.json. Exit code 3: measured,",
      "and a goal is missed."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final int LARGEST = 10_000;

  @Parameters(arity = "0..1", paramLabel = "proxy|dns", description = "what is measured")
  private @Nullable String what;

  @Option(
      names = "--mode",
      paramLabel = "iptables|ipvs",
      defaultValue = "iptables",
      description = "the proxies' mode (default: iptables)")
  private String mode = "iptables";

  @Option(
      names = {"--sizes", "--services"},
      paramLabel = "N",
      split = ",",
      description = {
        "numbers of Services, with three endpoints each",
        "(default: 100,1000,5000 for the proxy, in ipvs mode",
        "100,1000; 1000,10000 for the DNS)"
      })
  private List<Integer> sizes = List.of();

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = {
        "runs of each at each size; the medians count (default: 5; in ipvs",
        "mode, where kube-proxy takes minutes at 1,000 Services, 1)"
      })
  private @Nullable Integer chosenRuns;

  @Option(names = "--markdown", description = "print the table as a README wants it")
  private boolean markdown;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() throws IOException {
    Compared compared = Arguments.compared(command, "bench", what);
    Mode mode = Arguments.mode(command, compared, this.mode);
    int runs = chosenRuns != null ? chosenRuns : mode == Mode.IPVS ? 1 : 5;
    if (runs < 1) {
      throw Arguments.bad(command, "--runs must be 1 or more, not " + runs);
    }
    for (int size : sizes) {
      if (size < 1 || size > LARGEST) {
        throw Arguments.bad(command, "--sizes must be 1 to " + LARGEST + ", not " + size);
      }
    }
    BenchResult result = run(compared, mode, sizes.stream().distinct().sorted().toList(), runs);
    String name = mode == Mode.IPVS ? "proxy-ipvs" : what;
    Path file = ProjectRoot.find().resolve("target/bench/" + name + ".json");
    result.write(file);
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    (markdown ? result.markdown() : result.table()).forEach(out::println);
    out.println("for programs: " + file);
    out.flush();
    return result.missed() ? ExitCodes.GOAL_MISSED : ExitCodes.OK;
  }

  private static BenchResult run(Compared compared, Mode mode, List<Integer> chosen, int runs) {
    List<Integer> usual = mode == Mode.IPVS ? List.of(100, 1_000) : List.of(100, 1_000, 5_000);
    return switch (compared) {
      case PROXY ->
          new ProxyBench(mode, chosen.isEmpty() ? usual : chosen, runs).run(Progress.stderr());
      case DNS ->
          new DnsBench(chosen.isEmpty() ? List.of(1_000, 10_000) : chosen, runs)
              .run(Progress.stderr());
    };
  }
}
