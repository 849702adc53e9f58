package dev.servicelab.proxy;

import dev.servicelab.proxy.apply.LocalAddresses;
import dev.servicelab.proxy.config.ConfigFile;
import dev.servicelab.proxy.config.ProxyConfig;
import dev.servicelab.proxy.config.fields.ClusterCidrs;
import dev.servicelab.proxy.config.fields.Mode;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpAddresses;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.node.NodeSetup;
import dev.servicelab.proxy.plan.DetectLocalMode;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.IptablesRenderer;
import dev.servicelab.proxy.rules.iptables.render.Layout;
import dev.servicelab.proxy.rules.iptables.render.LayoutWarning;
import dev.servicelab.proxy.rules.ipvs.IpvsRules;
import dev.servicelab.proxy.rules.ipvs.render.IpvsOptions;
import dev.servicelab.proxy.rules.ipvs.render.IpvsRenderer;
import dev.servicelab.proxy.rules.ipvs.render.OwnAddresses;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.manifest.ManifestFolder;
import dev.servicelab.state.yaml.YamlNode;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Options of the commands that need a node's rules, but no cluster, no root, no kernel. A
 * KubeProxyConfiguration among the manifests counts; flags beat it.
 */
final class ManifestOptions {
  private static final String CONFIGURATION = "KubeProxyConfiguration";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--manifests",
      required = true,
      paramLabel = "DIR",
      description =
          "A folder, or one file, with Services, EndpointSlices (or Endpoints), Nodes, and perhaps"
              + " the proxy's KubeProxyConfiguration.")
  private Path manifests = Path.of(".");

  @Option(names = "--node", required = true, paramLabel = "NAME", description = "Whose rules.")
  private String node = "";

  @Option(names = "--mode", paramLabel = "MODE", description = "iptables (the default), or ipvs.")
  private @Nullable String mode;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description = "The shape of the rules: current (the default), v1.23, v1.9.")
  private @Nullable String layout;

  @Option(names = "--cluster-cidr", paramLabel = "CIDR", description = "The pods' address range.")
  private @Nullable String clusterCidr;

  /** The node's name. */
  String node() {
    return node;
  }

  /** What the manifests hold for the node's proxy, and the pods, whose names one may give. */
  ClusterSnapshot cluster() {
    Interest wanted = Interest.proxy(node);
    return folder(new Interest(wanted.servicesAndSlices(), wanted.nodeName(), false, true)).read(1);
  }

  /** What Services become: what the flag says, otherwise the configuration. */
  Mode mode() {
    return mode == null ? settings().mode() : parsed("--mode", mode, Mode::parse);
  }

  /** The node's rules of one family. What they leave out is told on the error stream. */
  IptablesRules rules(ClusterSnapshot cluster, IpFamily family) {
    ProxyConfig settings = settings();
    NodeView view = view(settings);
    IptablesOptions options = options(settings, view, cluster, family);
    NodePlan plan = new Planner(view, family).plan(cluster);
    LayoutWarning.about(options.layout(), plan)
        .ifPresent(line -> spec.commandLine().getErr().println(line));
    return new IptablesRenderer(options).render(plan);
  }

  /** What the node has of one family in ipvs mode. */
  IpvsRules ipvs(ClusterSnapshot cluster, IpFamily family) {
    ProxyConfig settings = settings();
    NodeView view = view(settings);
    IpvsOptions options =
        new IpvsOptions(settings.iptables().masqueradeBit(), settings.ipvs().scheduler());
    List<String> own =
        addresses(cluster)
            .filter(ip -> IpFamily.of(ip) == family)
            .filter(ip -> !InetAddress.ofLiteral(ip).isLoopbackAddress())
            .map(IpAddresses::canonical)
            .toList();
    List<Cidr> ranges =
        settings.nodePortAddresses().at(List.of(view.address(cluster.nodes(), family)));
    return new IpvsRenderer(options)
        .render(new Planner(view, family).plan(cluster), OwnAddresses.of(own, ranges, family));
  }

  private NodeView view(ProxyConfig settings) {
    return new NodeView(
        node,
        detectLocal(settings),
        settings.iptables().masqueradeAll(),
        settings.bindAddress().map(InetAddress::getHostAddress));
  }

  private ManifestFolder folder(Interest interest) {
    return new ManifestFolder(manifests, interest);
  }

  private ProxyConfig settings() {
    List<YamlNode> documents = folder(Interest.proxy(node)).documents(CONFIGURATION);
    if (documents.size() > 1) {
      throw documents.get(1).field("kind").wrong("is the second " + CONFIGURATION + " here");
    }
    return documents.isEmpty() ? ConfigFile.defaults() : ConfigFile.read(documents.getFirst());
  }

  private DetectLocalMode detectLocal(ProxyConfig settings) {
    return clusterCidr == null
        ? settings.detectLocal()
        : new DetectLocalMode.ClusterCidr(
            parsed("--cluster-cidr", clusterCidr, ClusterCidrs::parse));
  }

  /** As on a freshly installed node: nothing is read from this machine. */
  private IptablesOptions options(
      ProxyConfig settings, NodeView view, ClusterSnapshot cluster, IpFamily family) {
    IptablesOptions usual = IptablesOptions.defaults();
    List<Cidr> nodePorts =
        settings.nodePortAddresses().at(List.of(view.address(cluster.nodes(), family)));
    return new IptablesOptions(
        settings.iptables().masqueradeBit(),
        new NodeSetup(settings).localhostNodePorts(),
        LocalAddresses.in(nodePorts, family, () -> addresses(cluster)),
        usual.dropInvalid(),
        usual.counters(),
        layout == null ? settings.iptables().layout() : parsed("--layout", layout, Layout::parse));
  }

  /** Those the Node tells of, and those that every node has. */
  private Stream<String> addresses(ClusterSnapshot cluster) {
    return Stream.concat(
        Stream.of("127.0.0.1", "::1"),
        cluster.nodes().stream()
            .filter(one -> one.name().equals(node))
            .flatMap(one -> one.internalIps().stream()));
  }

  private <T> T parsed(String option, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong(option, text, String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(String option, String text, String why) {
    return new ParameterException(spec.commandLine(), option + ": \"" + text + "\": " + why);
  }
}
