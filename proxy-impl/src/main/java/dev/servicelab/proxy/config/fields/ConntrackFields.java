package dev.servicelab.proxy.config.fields;

import static dev.servicelab.proxy.config.fields.ConfigField.field;

import java.time.Duration;
import java.util.List;

/** Limits of the kernel's connection table. What cannot be set is logged once. */
public final class ConntrackFields {
  public static final ConfigField<Integer> MAX_PER_CORE =
      field(
          "conntrack.maxPerCore",
          "conntrack-max-per-core",
          Shape.number(0, Integer.MAX_VALUE),
          "32768",
          "`nf_conntrack_max` per CPU, at least conntrack.min in all; 0 leaves it as it is");
  public static final ConfigField<Integer> MIN =
      field(
          "conntrack.min",
          "conntrack-min",
          Shape.number(0, Integer.MAX_VALUE),
          "131072",
          "see conntrack.maxPerCore");
  public static final ConfigField<Duration> TCP_ESTABLISHED =
      field(
          "conntrack.tcpEstablishedTimeout",
          "conntrack-tcp-timeout-established",
          Shape.DURATION,
          "24h",
          "`nf_conntrack_tcp_timeout_established`; 0s leaves it as it is");
  public static final ConfigField<Duration> TCP_CLOSE_WAIT =
      field(
          "conntrack.tcpCloseWaitTimeout",
          "conntrack-tcp-timeout-close-wait",
          Shape.DURATION,
          "1h",
          "`nf_conntrack_tcp_timeout_close_wait`; 0s leaves it as it is");
  public static final ConfigField<Boolean> TCP_BE_LIBERAL =
      field(
          "conntrack.tcpBeLiberal",
          "conntrack-tcp-be-liberal",
          Shape.SWITCH,
          "false",
          "`nf_conntrack_tcp_be_liberal=1`; packets that conntrack cannot place are then not"
              + " dropped");
  public static final ConfigField<Duration> UDP =
      field(
          "conntrack.udpTimeout",
          "conntrack-udp-timeout",
          Shape.DURATION,
          "0s",
          "`nf_conntrack_udp_timeout`; 0s leaves it as it is");
  public static final ConfigField<Duration> UDP_STREAM =
      field(
          "conntrack.udpStreamTimeout",
          "conntrack-udp-timeout-stream",
          Shape.DURATION,
          "0s",
          "`nf_conntrack_udp_timeout_stream`; 0s leaves it as it is");

  private ConntrackFields() {}

  static List<ConfigField<?>> all() {
    return List.of(
        MAX_PER_CORE, MIN, TCP_ESTABLISHED, TCP_CLOSE_WAIT, TCP_BE_LIBERAL, UDP, UDP_STREAM);
  }
}
