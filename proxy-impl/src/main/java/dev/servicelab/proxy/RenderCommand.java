package dev.servicelab.proxy;

import dev.servicelab.proxy.config.ConfigFile;
import dev.servicelab.proxy.config.Mode;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.IptablesRenderer;
import dev.servicelab.state.Interest;
import dev.servicelab.state.manifest.ManifestFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code render}: prints a node's rules. Pure: needs no cluster, no root, no kernel. */
@Command(
    name = "render",
    description = "Prints the rules a node would have, as iptables-save would.",
    mixinStandardHelpOptions = true)
public final class RenderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--manifests",
      required = true,
      paramLabel = "DIR",
      description = "A folder with Services and EndpointSlices.")
  private Path manifests = Path.of(".");

  @Option(names = "--node", required = true, paramLabel = "NAME", description = "Whose rules.")
  private String node = "";

  @Option(names = "--mode", paramLabel = "MODE", description = "iptables (the default).")
  private String mode = "iptables";

  @Option(names = "--cluster-cidr", paramLabel = "CIDR", description = "The pods' address range.")
  private @Nullable String clusterCidr;

  @Override
  public Integer call() {
    if (!Mode.isBuilt(mode)) {
      throw new ParameterException(spec.commandLine(), "--mode: " + Mode.refusal(mode));
    }
    NodeView view = new NodeView(node, clusterCidrs(), false);
    NodePlan plan =
        new Planner(view, IpFamily.IPV4)
            .plan(new ManifestFolder(manifests, Interest.proxy(node)).read(1));
    String text =
        new IptablesPrinter(plan.family())
            .print(new IptablesRenderer(IptablesOptions.defaults()).render(plan));
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private List<Cidr> clusterCidrs() {
    try {
      return clusterCidr == null ? List.of() : ConfigFile.clusterCidrs(clusterCidr);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--cluster-cidr: \"" + clusterCidr + "\": " + e.getMessage());
    }
  }
}
