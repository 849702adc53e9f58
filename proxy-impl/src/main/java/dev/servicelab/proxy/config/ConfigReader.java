package dev.servicelab.proxy.config;

import dev.servicelab.proxy.config.fields.ConfigField;
import dev.servicelab.proxy.config.fields.ConntrackFields;
import dev.servicelab.proxy.config.fields.GeneralFields;
import dev.servicelab.proxy.config.fields.IpvsFields;
import dev.servicelab.proxy.config.fields.NodePortRange;
import dev.servicelab.proxy.config.fields.RuleFields;
import dev.servicelab.proxy.config.fields.Values;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.plan.DetectLocalMode;
import dev.servicelab.state.StateException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes settings of values, and checks what concerns several fields. */
final class ConfigReader {
  private final Values values;

  private ConfigReader(Values values) {
    this.values = values;
  }

  /**
   * The settings.
   *
   * @throws StateException if fields contradict each other
   */
  static ProxyConfig read(Values values) {
    return new ConfigReader(values).config();
  }

  private ProxyConfig config() {
    Optional<InetAddress> bindAddress = values.get(GeneralFields.BIND_ADDRESS);
    String kubeconfig = values.get(GeneralFields.KUBECONFIG);
    return new ProxyConfig(
        values.get(GeneralFields.MODE),
        kubeconfig.isEmpty() ? Optional.empty() : Optional.of(Path.of(kubeconfig)),
        values.get(GeneralFields.HOSTNAME_OVERRIDE),
        bindAddress.filter(address -> !address.isAnyLocalAddress()),
        listeners(bindAddress.filter(Inet6Address.class::isInstance).isPresent()),
        detectLocal(),
        nodePortAddresses(),
        iptables(),
        ipvs(),
        conntrack(),
        values.get(GeneralFields.OOM_SCORE),
        values.get(GeneralFields.VERBOSITY));
  }

  private Listeners listeners(boolean ipv6) {
    return new Listeners(
        listener(GeneralFields.HEALTHZ, ipv6 ? "::" : "0.0.0.0"),
        listener(GeneralFields.METRICS, ipv6 ? "::1" : "127.0.0.1"),
        values.get(GeneralFields.HARD_FAIL));
  }

  private InetSocketAddress listener(ConfigField<InetSocketAddress> field, String host) {
    InetSocketAddress address = values.get(field);
    return values.has(field)
        ? address
        : new InetSocketAddress(InetAddress.ofLiteral(host), address.getPort());
  }

  private DetectLocalMode detectLocal() {
    return switch (values.get(RuleFields.DETECT_LOCAL)) {
      case CLUSTER_CIDR -> new DetectLocalMode.ClusterCidr(values.get(RuleFields.CLUSTER_CIDR));
      case NODE_CIDR -> new DetectLocalMode.NodeCidr();
      case BRIDGE_INTERFACE -> new DetectLocalMode.BridgeInterface(needed(RuleFields.BRIDGE));
      case INTERFACE_NAME_PREFIX ->
          new DetectLocalMode.InterfaceNamePrefix(needed(RuleFields.PREFIX));
    };
  }

  private String needed(ConfigField<String> field) {
    String text = values.get(field);
    if (text.isEmpty()) {
      throw values.wrong(
          RuleFields.DETECT_LOCAL,
          values.get(RuleFields.DETECT_LOCAL)
              + " needs "
              + field.path()
              + " (--"
              + field.flag()
              + ")");
    }
    return text;
  }

  private NodePortAddresses nodePortAddresses() {
    List<NodePortRange> given = values.get(RuleFields.NODE_PORT_ADDRESSES);
    return new NodePortAddresses(
        given.stream().anyMatch(NodePortRange.Primary.class::isInstance),
        given.stream().flatMap(ConfigReader::cidrs).toList());
  }

  private static Stream<Cidr> cidrs(NodePortRange range) {
    return switch (range) {
      case NodePortRange.Primary primary -> Stream.of();
      case NodePortRange.Ranges ranges -> ranges.cidrs().stream();
    };
  }

  private IptablesSettings iptables() {
    IptablesSettings settings =
        new IptablesSettings(
            values.get(RuleFields.MASQUERADE_ALL),
            values.get(RuleFields.MASQUERADE_BIT),
            values.get(RuleFields.LOCALHOST),
            values.get(RuleFields.SYNC_PERIOD),
            values.get(RuleFields.MIN_SYNC_PERIOD),
            values.get(RuleFields.LAYOUT));
    check(RuleFields.MIN_SYNC_PERIOD, settings.syncPeriod());
    return settings;
  }

  private IpvsSettings ipvs() {
    IpvsSettings settings =
        new IpvsSettings(
            values.get(IpvsFields.SYNC_PERIOD),
            values.get(IpvsFields.MIN_SYNC_PERIOD),
            values.get(IpvsFields.SCHEDULER),
            values.get(IpvsFields.EXCLUDE_CIDRS),
            values.get(IpvsFields.STRICT_ARP),
            values.get(IpvsFields.TCP_TIMEOUT),
            values.get(IpvsFields.TCP_FIN_TIMEOUT),
            values.get(IpvsFields.UDP_TIMEOUT));
    check(IpvsFields.MIN_SYNC_PERIOD, settings.syncPeriod());
    return settings;
  }

  private void check(ConfigField<Duration> minSyncPeriod, Duration syncPeriod) {
    if (values.get(minSyncPeriod).compareTo(syncPeriod) > 0) {
      throw values.wrong(minSyncPeriod, "must not be longer than syncPeriod");
    }
  }

  private ConntrackSettings conntrack() {
    return new ConntrackSettings(
        values.get(ConntrackFields.MAX_PER_CORE),
        values.get(ConntrackFields.MIN),
        values.get(ConntrackFields.TCP_ESTABLISHED),
        values.get(ConntrackFields.TCP_CLOSE_WAIT),
        values.get(ConntrackFields.TCP_BE_LIBERAL),
        values.get(ConntrackFields.UDP),
        values.get(ConntrackFields.UDP_STREAM));
  }
}
