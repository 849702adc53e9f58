package dev.servicelab.labs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What nft and iptables-save print. */
class KernelOutputTest {

  /** A forwarded packet has another id from its routing on; its source is replaced at the end. */
  private static final String TRACE =
      """
      trace id 59b19847 inet lab_trace prerouting packet: iif "cni0" ip saddr 10.244.0.30 ip daddr 10.96.0.10 ip id 12396 ip protocol tcp ip length 60 tcp sport 45362 tcp dport 80\s
      trace id 59b19847 inet lab_trace prerouting rule ip daddr 10.96.0.10 meta nftrace set 1 (verdict continue)
      trace id 59b19847 ip nat KUBE-SERVICES rule ip daddr 10.96.0.10 ip protocol tcp  tcp dport 80 counter packets 0 bytes 0 jump KUBE-SVC-A (verdict jump KUBE-SVC-A)
      trace id 59b19847 ip nat KUBE-SEP-A rule ip protocol tcp  meta l4proto tcp counter packets 0 bytes 0 dnat to 10.244.1.2:80 (verdict accept)
      trace id d46712aa ip filter FORWARD packet: iif "cni0" oif "eth0" ip saddr 10.244.0.30 ip daddr 10.244.1.2 ip id 12396 ip length 60 tcp sport 45362 tcp dport 80\s
      trace id d46712aa ip filter FORWARD rule counter packets 1 bytes 5 jump KUBE-FIREWALL (verdict jump KUBE-FIREWALL)
      trace id d46712aa ip nat POSTROUTING rule  counter packets 6462 bytes 387725 jump KUBE-POSTROUTING (verdict jump KUBE-POSTROUTING)
      trace id d46712aa ip nat KUBE-POSTROUTING rule counter packets 0 bytes 0 meta mark set mark xor 0x4000 (verdict continue)
      trace id d46712aa ip nat KUBE-POSTROUTING rule  counter packets 0 bytes 0 masquerade fully-random (verdict accept)
      trace id d46712aa inet lab_guard postrouting packet: oif "eth0" ip saddr 172.19.0.7 ip daddr 10.244.1.2 ip id 12396 ip length 60 tcp sport 1682 tcp dport 80\s
      """;

  @Test
  void aPacketIsOneFromItsArrivalToItsDeparture() {
    List<TracedPacket> packets = TracedPacket.parse(TRACE);
    assertThat(packets).hasSize(1);
    TracedPacket packet = packets.getFirst();
    assertThat(packet.source()).isEqualTo("10.244.0.30");
    assertThat(packet.endpoint()).hasValue("10.244.1.2:80");
    assertThat(packet.hasLeft()).isTrue();
    assertThat(packet.isUnread()).isFalse();
    assertThat(packet.throughProxy())
        .extracting(TracedPacket.Hop::target)
        .containsExactly("KUBE-SVC-A", "DNAT", "KUBE-POSTROUTING", "MARK", "MASQUERADE");
  }

  @Test
  void aRuleThatCameLaterIsNotReadable() {
    String line = "trace id 59b19847 ip nat KUBE-SEP-A unknown rule handle 77 (verdict accept)\n";
    TracedPacket packet =
        TracedPacket.parse(TRACE.lines().limit(1).toList().getFirst() + "\n" + line).getFirst();
    assertThat(packet.isUnread()).isTrue();
    assertThat(packet.hasLeft()).isFalse();
  }

  @Test
  void rulesAreKnownByTableAndChain() {
    SavedRules rules =
        SavedRules.parse(
            """
            # Generated
            *nat
            :KUBE-SVC-A - [0:0]
            :KUBE-SVC-AB - [0:0]
            -A KUBE-SVC-A -j KUBE-SEP-1
            -A KUBE-SVC-AB -j KUBE-SEP-2
            COMMIT
            *filter
            -A INPUT -j DROP
            COMMIT
            """);
    assertThat(rules.in("nat", "KUBE-SVC-A")).containsExactly("-A KUBE-SVC-A -j KUBE-SEP-1");
    assertThat(rules.in("filter", "KUBE-SVC-A")).isEmpty();
    assertThat(rules.chains("nat")).containsExactly("KUBE-SVC-A", "KUBE-SVC-AB");
    assertThat(rules.rules()).hasSize(3);
  }

  /** The values of one name are added up, those with a label on their own. */
  @Test
  void metricsAreAddedUpByNameAndLabel() {
    Metrics metrics =
        Metrics.parse(
            """
            # HELP kubeproxy_rules help
            # TYPE kubeproxy_rules gauge
            kubeproxy_rules{ip_family="IPv4",table="nat"} 7
            kubeproxy_rules{ip_family="IPv6",table="nat"} 3
            kubeproxy_rules{ip_family="IPv4",table="filter"} 1.5e+01
            kubeproxy_seconds_bucket{le="+Inf"} 4
            kubeproxy_seconds_count 4
            kubeproxy_start +Inf
            """);
    assertThat(metrics.value("kubeproxy_rules")).hasValue(25);
    assertThat(metrics.value("kubeproxy_rules{table=\"nat\"}")).hasValue(10);
    assertThat(metrics.value("kubeproxy_rule")).isEmpty();
    assertThat(metrics.value("kubeproxy_start")).hasValue(Double.POSITIVE_INFINITY);
    assertThat(metrics.has("kubeproxy_seconds")).isTrue();
    assertThat(metrics.has("kubeproxy_minutes")).isFalse();
  }
}
