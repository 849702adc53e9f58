package dev.servicelab.labs.cli;

import dev.servicelab.labs.cli.Arguments.Compared;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.equal.EqualityResult;
import dev.servicelab.labs.equal.ProxyEquality;
import dev.servicelab.labs.equal.dns.DnsEquality;
import dev.servicelab.labs.equal.dns.DnsEqualityResult;
import dev.servicelab.labs.machine.Progress;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab equal proxy|dns}: the same objects for ours and the reference, and what they do. */
@Command(
    name = "equal",
    description = {
      "Have our Service proxy and kube-proxy, each in a network namespace of its own,",
      "make rules of the same made-up Services and EndpointSlices, and compare what",
      "iptables-save and ip6tables-save print, in ipvs mode also ipvsadm -Sn, ipset",
      "save and the addresses of kube-ipvs0, on a node whose kernel has IPVS; or have",
      "our DNS and CoreDNS answer the same questions about the same objects. Exit code",
      "1: something differs; it is shown with where it comes from."
    },
    mixinStandardHelpOptions = true)
final class EqualCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  @Parameters(arity = "0..1", paramLabel = "proxy|dns", description = "what is compared")
  private @Nullable String what;

  @Option(
      names = "--mode",
      paramLabel = "iptables|ipvs",
      defaultValue = "iptables",
      description = "the proxies' mode (default: iptables)")
  private String mode = "iptables";

  @Option(
      names = "--sets",
      paramLabel = "N",
      description = {
        "how many made-up sets of objects, or questions to the DNS",
        "(default: 200; 50 in ipvs mode)"
      })
  private @Nullable Integer chosen;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "the seed of the first set; the others follow (default: 1)")
  private long seed = 1;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Compared compared = Arguments.compared(command, "compare", what);
    Mode mode = Arguments.mode(command, compared, this.mode);
    int sets = chosen != null ? chosen : mode == Mode.IPVS ? 50 : 200;
    if (sets < 1 || sets > MOST) {
      throw Arguments.bad(command, "--sets must be 1 to " + MOST + ", not " + sets);
    }
    return switch (compared) {
      case PROXY -> {
        EqualityResult result = new ProxyEquality(mode, sets, seed).run(Progress.stderr());
        yield told(result.lines(), result.equal());
      }
      case DNS -> {
        DnsEqualityResult result = new DnsEquality(sets, seed).run(Progress.stderr());
        yield told(result.lines(), result.equal());
      }
    };
  }

  private int told(List<String> lines, boolean equal) {
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
    return equal ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
