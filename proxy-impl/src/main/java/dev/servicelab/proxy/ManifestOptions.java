package dev.servicelab.proxy;

import dev.servicelab.proxy.config.fields.ClusterCidrs;
import dev.servicelab.proxy.config.fields.Mode;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.IptablesRenderer;
import dev.servicelab.proxy.rules.iptables.render.Layout;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.manifest.ManifestFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the commands that need a node's rules, but no cluster, no root, no kernel. */
final class ManifestOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--manifests",
      required = true,
      paramLabel = "DIR",
      description = "A folder with Services, EndpointSlices and Nodes.")
  private Path manifests = Path.of(".");

  @Option(names = "--node", required = true, paramLabel = "NAME", description = "Whose rules.")
  private String node = "";

  @Option(names = "--mode", paramLabel = "MODE", description = "iptables (the default).")
  private String mode = "iptables";

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description = "The shape of the rules: current (the default), v1.23, v1.9.")
  private String layout = Layout.CURRENT.text();

  @Option(names = "--cluster-cidr", paramLabel = "CIDR", description = "The pods' address range.")
  private @Nullable String clusterCidr;

  /** The node's name. */
  String node() {
    return node;
  }

  /** What the manifests hold for the node's proxy, and the pods, whose names one may give. */
  ClusterSnapshot cluster() {
    Interest wanted = Interest.proxy(node);
    return new ManifestFolder(
            manifests, new Interest(wanted.servicesAndSlices(), wanted.nodeName(), false, true))
        .read(1);
  }

  /** The node's rules of one family. */
  IptablesRules rules(ClusterSnapshot cluster, IpFamily family) {
    if (!Mode.isBuilt(mode)) {
      throw new ParameterException(spec.commandLine(), "--mode: " + Mode.refusal(mode));
    }
    NodeView view = new NodeView(node, clusterCidrs(), false);
    return new IptablesRenderer(options()).render(new Planner(view, family).plan(cluster));
  }

  private IptablesOptions options() {
    IptablesOptions usual = IptablesOptions.defaults();
    return new IptablesOptions(
        usual.masqueradeBit(),
        usual.localhostNodePorts(),
        usual.nodePortAddresses(),
        usual.dropInvalid(),
        usual.counters(),
        parsed("--layout", layout, Layout::parse));
  }

  private List<Cidr> clusterCidrs() {
    return clusterCidr == null
        ? List.of()
        : parsed("--cluster-cidr", clusterCidr, ClusterCidrs::parse);
  }

  private <T> T parsed(String option, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), option + ": \"" + text + "\": " + e.getMessage());
    }
  }
}
