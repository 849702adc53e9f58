package dev.servicelab.proxy.config;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.StateException;
import dev.servicelab.state.yaml.YamlFile;
import dev.servicelab.state.yaml.YamlNode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads KubeProxyConfiguration v1alpha1. Zero and empty values mean kube-proxy's defaults. */
public final class ConfigFile {
  private static final System.Logger LOG = System.getLogger(ConfigFile.class.getName());
  private static final Duration SYNC_PERIOD = Duration.ofSeconds(30);
  private static final Duration MIN_SYNC_PERIOD = Duration.ofSeconds(1);

  private final YamlNode root;

  private ConfigFile(YamlNode root) {
    this.root = root;
  }

  /**
   * Reads a file.
   *
   * @throws StateException if it is wrong; names file, line and field
   */
  public static ProxyConfig read(Path file) {
    List<YamlNode> documents = YamlFile.documents(file);
    if (documents.isEmpty()) {
      throw new StateException(file + ": is empty");
    }
    return new ConfigFile(documents.getFirst()).config(file);
  }

  /** What holds without a file. */
  public static ProxyConfig defaults() {
    return new ConfigFile(YamlFile.documents("defaults", "{}").getFirst()).config(Path.of(""));
  }

  private ProxyConfig config(Path file) {
    checkKind();
    ConfigFields.withoutEffect(root)
        .forEach(
            name -> LOG.log(System.Logger.Level.INFO, "{0}: {1} has no effect here", file, name));
    YamlNode iptables = root.field("iptables");
    ProxyConfig config =
        new ProxyConfig(
            kubeconfig(),
            root.field("hostnameOverride").text(""),
            clusterCidrs(root.field("clusterCIDR")),
            iptables.field("masqueradeAll").flag(false),
            iptables.field("masqueradeBit").number(14, 0, 31),
            iptables.field("localhostNodePorts").flag(true),
            root.field("nodePortAddresses").items().stream()
                .map(item -> item.parsed(Cidr::parse))
                .toList(),
            duration(iptables.field("syncPeriod"), SYNC_PERIOD),
            duration(iptables.field("minSyncPeriod"), MIN_SYNC_PERIOD),
            address(root.field("healthzBindAddress"), "0.0.0.0", 10_256),
            address(root.field("metricsBindAddress"), "127.0.0.1", 10_249));
    if (config.minSyncPeriod().compareTo(config.syncPeriod()) > 0) {
      throw iptables.field("minSyncPeriod").wrong("must not be longer than syncPeriod");
    }
    return config;
  }

  private void checkKind() {
    YamlNode kind = root.field("kind");
    if (!kind.text("KubeProxyConfiguration").equals("KubeProxyConfiguration")) {
      throw kind.wrong("must be KubeProxyConfiguration");
    }
    YamlNode mode = root.field("mode");
    if (!Mode.isBuilt(mode.text(""))) {
      throw mode.wrong(Mode.refusal(mode.text("")));
    }
    YamlNode detect = root.field("detectLocalMode");
    if (!detect.text("").isEmpty() && !detect.text().equals("ClusterCIDR")) {
      throw detect.wrong("only ClusterCIDR is built yet, is \"" + detect.text() + "\"");
    }
  }

  private Optional<Path> kubeconfig() {
    String path = root.field("clientConnection").field("kubeconfig").text("");
    return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
  }

  private static List<Cidr> clusterCidrs(YamlNode node) {
    return node.text("").isEmpty() ? List.of() : node.parsed(ConfigFile::clusterCidrs);
  }

  /**
   * Reads {@code 10.244.0.0/16}, or two ranges of different families with a comma between them.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static List<Cidr> clusterCidrs(String text) {
    List<Cidr> cidrs = Arrays.stream(text.split(",")).map(String::strip).map(Cidr::parse).toList();
    List<IpFamily> families = cidrs.stream().map(Cidr::family).distinct().toList();
    if (families.size() < cidrs.size()) {
      throw new IllegalArgumentException("must have one range per address family");
    }
    return cidrs;
  }

  private static Duration duration(YamlNode node, Duration absent) {
    String text = node.text("");
    Duration duration = text.isEmpty() ? Duration.ZERO : node.parsed(GoDuration::parse);
    return duration.isZero() ? absent : duration;
  }

  private static InetSocketAddress address(YamlNode node, String host, int port) {
    String text = node.text("");
    return text.isEmpty()
        ? new InetSocketAddress(host, port)
        : node.parsed(value -> HostPort.parse(value, port));
  }
}
