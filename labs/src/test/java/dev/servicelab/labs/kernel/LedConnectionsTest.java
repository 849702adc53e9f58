package dev.servicelab.labs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The counters of both modes, in the tools' words. */
class LedConnectionsTest {
  private static final String SAVED =
      """
      *nat
      :KUBE-SVC-AAAA - [0:0]
      [7:420] -A KUBE-SERVICES -d 10.96.0.20/32 -p tcp -m tcp --dport 80 -j KUBE-SVC-AAAA
      [1:60] -A KUBE-SVC-AAAA ! -s 10.244.0.0/16 -d 10.96.0.20/32 -j KUBE-MARK-MASQ
      [4:240] -A KUBE-SVC-AAAA -m statistic --mode random --probability 0.5 -j KUBE-SEP-B
      [3:180] -A KUBE-SVC-AAAA -j KUBE-SEP-C
      [9:540] -A KUBE-SVC-AAAAA -j KUBE-SEP-D
      COMMIT
      """;

  private static final String STATS =
      """
      IP Virtual Server version 1.2.1 (size=4096)
      Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes
        -> RemoteAddress:Port
      TCP  10.96.0.20:80                      12       60       48     4080     5520
        -> 10.244.1.2:80                       6       30       24     2040     2760
      UDP  10.96.0.10:53                       5       15       14      900     1600
      TCP  10.96.0.20:8080                   999        1        1        1        1
      """;

  @Test
  void aChainsPacketsAreThoseOfItsRules() {
    assertThat(LedConnections.packets(SAVED, "KUBE-SVC-AAAA")).isEqualTo(8);
    assertThat(LedConnections.packets(SAVED, "KUBE-SVC-B")).isZero();
  }

  @Test
  void aVirtualServerIsKnownByAddressAndPort() {
    assertThat(LedConnections.connections(STATS, "10.96.0.20:80")).isEqualTo(12);
    assertThat(LedConnections.connections(STATS, "10.96.0.10:53")).isZero();
  }
}
