package dev.servicelab.proxy.config.fields;

import static dev.servicelab.proxy.config.fields.ConfigField.field;

import dev.servicelab.proxy.net.Cidr;
import java.time.Duration;
import java.util.List;

/** How Services become virtual servers; without effect in other modes. */
public final class IpvsFields {
  public static final ConfigField<Duration> SYNC_PERIOD =
      field(
          "ipvs.syncPeriod",
          "ipvs-sync-period",
          Shape.PERIOD,
          "30s",
          "as `iptables.syncPeriod`; at most a minute passes between two looks for real servers"
              + " that have no connection left");
  public static final ConfigField<Duration> MIN_SYNC_PERIOD =
      field(
          "ipvs.minSyncPeriod",
          "ipvs-min-sync-period",
          Shape.DURATION,
          "0s",
          "as `iptables.minSyncPeriod`");
  public static final ConfigField<String> SCHEDULER =
      field(
          "ipvs.scheduler",
          "ipvs-scheduler",
          Shape.text("NAME", IpvsFields::scheduler),
          "rr",
          "how the kernel chooses an endpoint, by its own names (`rr`, `lc`, `sh`, `mh`, …); tried"
              + " at start, the proxy ends with exit code 1 if the kernel does not know it");
  public static final ConfigField<List<Cidr>> EXCLUDE_CIDRS =
      field(
          "ipvs.excludeCIDRs",
          "ipvs-exclude-cidrs",
          Shape.CIDRS,
          "",
          "ranges where virtual servers are left alone that no Service has; all others are"
              + " deleted");
  public static final ConfigField<Boolean> STRICT_ARP =
      field(
          "ipvs.strictARP",
          "ipvs-strict-arp",
          Shape.SWITCH,
          "false",
          "the node does not tell its neighbours that it has the Services' addresses (sets"
              + " `arp_ignore=1`, `arp_announce=2`)");
  public static final ConfigField<Duration> TCP_TIMEOUT =
      timeout("tcpTimeout", "tcp", "an idle TCP connection");
  public static final ConfigField<Duration> TCP_FIN_TIMEOUT =
      timeout("tcpFinTimeout", "tcpfin", "a TCP connection that has seen a FIN");
  public static final ConfigField<Duration> UDP_TIMEOUT =
      timeout("udpTimeout", "udp", "a client of UDP who is silent");

  private IpvsFields() {}

  static List<ConfigField<?>> all() {
    return List.of(
        SYNC_PERIOD,
        MIN_SYNC_PERIOD,
        SCHEDULER,
        EXCLUDE_CIDRS,
        STRICT_ARP,
        TCP_TIMEOUT,
        TCP_FIN_TIMEOUT,
        UDP_TIMEOUT);
  }

  private static ConfigField<Duration> timeout(String name, String flag, String what) {
    return field(
        "ipvs." + name,
        "ipvs-" + flag + "-timeout",
        Shape.DURATION,
        "0s",
        "how long IPVS remembers " + what + "; 0s leaves the kernel's value as it is");
  }

  /** It becomes a word of a command line, so it has to be one. */
  private static String scheduler(String text) {
    if (!text.matches("[a-z0-9_-]*")) {
      throw new IllegalArgumentException("is no name of a scheduler");
    }
    return text;
  }
}
