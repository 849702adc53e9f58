package dev.servicelab.labs.cli;

import dev.servicelab.labs.equal.EqualityResult;
import dev.servicelab.labs.equal.ProxyEquality;
import dev.servicelab.labs.machine.Progress;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab equal proxy}: the same objects for ours and the reference, and the same rules. */
@Command(
    name = "equal",
    description = {
      "Have our Service proxy and kube-proxy, each in a network namespace of its own,",
      "make rules of the same made-up Services and EndpointSlices, and compare what",
      "iptables-save and ip6tables-save print. Exit code 1: rules differ; they are",
      "shown with the objects they come from."
    },
    mixinStandardHelpOptions = true)
final class EqualCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  @Parameters(arity = "0..1", paramLabel = "proxy", description = "what is compared")
  private @Nullable String what;

  @Option(
      names = "--sets",
      paramLabel = "N",
      defaultValue = "200",
      description = "how many made-up sets of objects (default: 200)")
  private int sets = 200;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "the seed of the first set; the others follow (default: 1)")
  private long seed = 1;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Arguments.compared(command, "compare", what);
    if (sets < 1 || sets > MOST) {
      throw Arguments.bad(command, "--sets must be 1 to " + MOST + ", not " + sets);
    }
    EqualityResult result = new ProxyEquality(sets, seed).run(Progress.stderr());
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    result.lines().forEach(out::println);
    out.flush();
    return result.equal() ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
