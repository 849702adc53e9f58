package dev.servicelab.labs.cli;

import dev.servicelab.dns.OfflineExplanation;
import dev.servicelab.dns.corefile.CorefileException;
import dev.servicelab.dns.explain.Asked;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab dns explain}: why a question gets the answer it gets. */
@Command(
    name = "explain",
    description = {
      "Tell why a question gets its answer: the zone, how the name is read, the objects",
      "behind it, what each plugin decides, and what every byte of the reply means.",
      "Asks the cluster DNS of the cluster that lab up made (or the one whose id is in",
      "LAB_CLUSTER); with --manifests, no cluster is needed."
    },
    mixinStandardHelpOptions = true)
final class DnsExplainCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "the name, as a program would give it")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TYPE",
      defaultValue = "A",
      description = "A, AAAA, SRV, PTR, TYPE65 … (default: A)")
  private String type = "A";

  @Option(
      names = "--client",
      paramLabel = "WHO",
      description = "who asks: an address, or NAMESPACE/POD; then its search list counts")
  private String client = "";

  @Option(names = "--class", paramLabel = "CLASS", description = "the class (default: IN)")
  private String dclass = "";

  @Option(names = "--proto", paramLabel = "udp|tcp", description = "how it asks (default: udp)")
  private String proto = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "which port of the server it asks (default: the Corefile's first)")
  private String port = "";

  @Option(
      names = "--manifests",
      paramLabel = "DIR",
      description = "take the cluster from a folder of YAML; no cluster is needed")
  private @Nullable Path manifests;

  @Option(
      names = {"--corefile", "-conf"},
      paramLabel = "FILE",
      description = "with --manifests: the Corefile; without it, the cluster's names only")
  private @Nullable Path corefile;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    Map<String, String> question = new LinkedHashMap<>();
    question.put("name", name);
    question.put("type", type);
    question.put("class", dclass);
    question.put("client", client);
    question.put("proto", proto);
    question.put("port", port);
    Asked asked = Arguments.checked(command, () -> Asked.parse(question));
    String story = manifests == null ? ofCluster(question) : offline(manifests, asked);
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    out.print(story);
    out.flush();
    return ExitCodes.OK;
  }

  private String ofCluster(Map<String, String> question) {
    if (corefile != null) {
      throw Arguments.bad(command, "--corefile needs --manifests: a cluster has its own");
    }
    return Arguments.checked(
        command, () -> new ExplainingPod(RunningCluster.find()).story(question));
  }

  private String offline(Path folder, Asked asked) {
    try {
      return Arguments.checked(
          command,
          () ->
              OfflineExplanation.of(folder, Optional.ofNullable(corefile), System.getenv(), asked));
    } catch (CorefileException e) {
      throw Arguments.bad(command, String.valueOf(e.getMessage()));
    }
  }
}
