package dev.servicelab.proxy.config.fields;

import static dev.servicelab.proxy.config.fields.ConfigField.field;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.rules.iptables.render.Layout;
import java.time.Duration;
import java.util.List;

/** What the rules look like and when they are written. */
public final class RuleFields {
  public static final ConfigField<LocalMode> DETECT_LOCAL =
      field(
          "detectLocalMode",
          "detect-local-mode",
          Shape.text("MODE", LocalMode::parse),
          "ClusterCIDR",
          "how pods' traffic is told from other: `ClusterCIDR`, `NodeCIDR` (the Node's podCIDRs,"
              + " waited for up to 5 min; the proxy ends if they change), `BridgeInterface`,"
              + " `InterfaceNamePrefix`");
  public static final ConfigField<List<Cidr>> CLUSTER_CIDR =
      field(
          "clusterCIDR",
          "cluster-cidr",
          Shape.text("CIDR[,CIDR]", ClusterCidrs::parse),
          "",
          "the pods' range, at most one per family; without it nobody is masqueraded for coming"
              + " from outside");
  public static final ConfigField<String> BRIDGE =
      field(
          "detectLocal.bridgeInterface",
          "pod-bridge-interface",
          Shape.TEXT,
          "",
          "the pods' bridge, for `BridgeInterface`");
  public static final ConfigField<String> PREFIX =
      field(
          "detectLocal.interfaceNamePrefix",
          "pod-interface-name-prefix",
          Shape.TEXT,
          "",
          "how the names of pods' interfaces begin, for `InterfaceNamePrefix`");
  public static final ConfigField<List<NodePortRange>> NODE_PORT_ADDRESSES =
      field(
          "nodePortAddresses",
          "nodeport-addresses",
          Shape.list("CIDR,...", NodePortRange::parse),
          "",
          "where node ports and health-check node ports answer: ranges, `primary` (the node's own"
              + " address), `localhost`, `all`; every address without it");
  public static final ConfigField<Integer> MASQUERADE_BIT =
      field(
          "iptables.masqueradeBit",
          "iptables-masquerade-bit",
          Shape.number(0, 31),
          "14",
          "which bit of a packet's mark means that it will be masqueraded");
  public static final ConfigField<Boolean> MASQUERADE_ALL =
      field(
          "iptables.masqueradeAll",
          "masquerade-all",
          Shape.SWITCH,
          "false",
          "masquerade every client of a ClusterIP");
  public static final ConfigField<Boolean> LOCALHOST =
      field(
          "iptables.localhostNodePorts",
          "iptables-localhost-nodeports",
          Shape.SWITCH,
          "true",
          "node ports answer at 127.0.0.1 too (IPv4); sets `route_localnet`");
  public static final ConfigField<Duration> SYNC_PERIOD =
      field(
          "iptables.syncPeriod",
          "iptables-sync-period",
          Shape.PERIOD,
          "30s",
          "how often the kernel is checked for what others have changed, and the longest wait"
              + " before a refused batch is tried again");
  public static final ConfigField<Duration> MIN_SYNC_PERIOD =
      field(
          "iptables.minSyncPeriod",
          "iptables-min-sync-period",
          Shape.PERIOD,
          "1s",
          "the least time between the end of a sync and the start of the next");
  public static final ConfigField<Layout> LAYOUT =
      field(
          "serviceLab.iptablesLayout",
          "",
          Shape.text("LAYOUT", Layout::parse),
          "current",
          "the shape of the rules: `current`, `v1.23`, `v1.9`. This proxy's own section,"
              + " kube-proxy refuses it");

  private RuleFields() {}

  static List<ConfigField<?>> all() {
    return List.of(
        DETECT_LOCAL,
        CLUSTER_CIDR,
        BRIDGE,
        PREFIX,
        NODE_PORT_ADDRESSES,
        MASQUERADE_BIT,
        MASQUERADE_ALL,
        LOCALHOST,
        SYNC_PERIOD,
        MIN_SYNC_PERIOD,
        LAYOUT);
  }
}
