package dev.servicelab.proxy.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.rules.ipvs.IpvsRules;
import dev.servicelab.proxy.rules.ipvs.render.IpvsOptions;
import dev.servicelab.proxy.rules.ipvs.render.IpvsRenderer;
import dev.servicelab.proxy.rules.ipvs.render.OwnAddresses;
import dev.servicelab.proxy.trace.Packet.Origin;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same packets as in iptables mode; where something else becomes of them, a line says so. */
class IpvsPacketTableTest {
  private static final String NODE = "172.18.0.2";

  @ParameterizedTest
  @CsvSource({
    "web, 10.244.1.9, NETWORK, TCP 10.96.0.20:80, 10.244.1.2:8080 10.244.2.2:8080, false",
    "web, 172.18.0.2, NODE, TCP 10.96.0.20:80, 10.244.1.2:8080 10.244.2.2:8080, true",
    "web, 203.0.113.5, NETWORK, TCP 10.96.0.20:80, 10.244.1.2:8080 10.244.2.2:8080, true",
    "web, 203.0.113.5, NETWORK, TCP 172.18.0.2:30080, 10.244.1.2:8080 10.244.2.2:8080, true",
    "web, 10.244.1.9, NETWORK, TCP 172.18.0.2:30080, 10.244.1.2:8080 10.244.2.2:8080, true",
    "web, 10.244.1.9, NETWORK, UDP 10.96.0.10:53, 10.244.1.5:53 10.244.2.5:53 10.244.3.5:53, false",
    "web, 10.244.1.9, NETWORK, TCP 203.0.113.5:80, 203.0.113.5:80, false",
    "web, 10.244.1.9, NETWORK, TCP 10.96.0.21:81, REJECT, false",
    "web, 172.18.0.2, NODE, TCP 10.96.0.21:81, REJECT, false",
    "web, 203.0.113.5, NETWORK, TCP 172.18.0.2:30081, REJECT, false",
    // no virtual server at 127.0.0.1: the node port is not answered there
    "web, 127.0.0.1, NODE, TCP 127.0.0.1:30080, 127.0.0.1:30080, false",
    // the address is the node's own, but nothing of the node answers there: refused, not passed on
    "web, 10.244.1.9, NETWORK, TCP 10.96.0.20:81, REJECT, false",
    "web, 10.244.1.9, NETWORK, UDP 10.96.0.20:80, REJECT, false",
    "rollout, 10.244.1.1, NETWORK, TCP 10.96.0.30:80, 10.244.1.7:8080, false",
    "external, 203.0.113.5, NETWORK, TCP 192.0.2.1:80, 10.244.1.4:8080, true",
    "external, 203.0.113.5, NETWORK, TCP 198.51.100.1:80, 10.244.1.4:8080, true",
    "external, 203.0.113.5, NETWORK, TCP 198.51.100.2:80, 198.51.100.2:80, false",
    "external, 203.0.113.5, NETWORK, TCP 192.0.2.2:80, REJECT, false",
    "source-ranges, 192.0.2.200, NETWORK, TCP 198.51.100.10:80, 10.244.1.4:8080, true",
    "source-ranges, 192.0.2.100, NETWORK, TCP 198.51.100.10:80, DROP, false",
    "source-ranges, 10.244.1.9, NETWORK, TCP 198.51.100.10:80, 10.244.1.4:8080, true",
    "source-ranges, 10.244.1.8, NETWORK, TCP 198.51.100.10:80, DROP, false",
    "source-ranges, 172.18.0.2, NODE, TCP 198.51.100.10:80, 10.244.1.4:8080, true",
    "source-ranges, 192.0.2.100, NETWORK, TCP 172.18.0.2:30050, 10.244.1.4:8080, true",
    "source-ranges, 192.0.2.200, NETWORK, TCP 198.51.100.20:80, 10.244.1.5:8080, true",
    // the node is in no range: kubernetes issue 119656
    "source-ranges, 172.18.0.2, NODE, TCP 198.51.100.20:80, DROP, false",
    "source-ranges, 192.0.2.100, NETWORK, TCP 198.51.100.30:80, 10.244.1.6:8080, true",
    // a virtual server has one choice for all clients: without an endpoint here, any endpoint
    "local-policy, 203.0.113.5, NETWORK, TCP 172.18.0.2:30702, 10.244.2.72:8080, false",
    "local-policy, 203.0.113.5, NETWORK, TCP 172.18.0.2:30707, 10.244.1.77:8080, false",
    "local-policy, 10.244.1.9, NETWORK, TCP 10.96.7.5:80, REJECT, false",
  })
  void packets(
      String folder, String from, Origin origin, String to, String expected, boolean masqueraded) {
    PacketTable.check(traces(folder, PacketTable.packet(origin, from, to)), expected, masqueraded);
  }

  @Test
  void aPodThatReachesItselfIsMasqueraded() {
    List<Trace> traces =
        traces("web", PacketTable.packet(Origin.NETWORK, "10.244.1.2", "TCP 10.96.0.20:80"));

    assertThat(traces).extracting(Trace::masqueraded).containsExactly(true, false);
  }

  @Test
  void theStoryTellsWhereTheVirtualServerIsMet() {
    Packet packet = PacketTable.packet(Origin.NETWORK, "10.244.1.9", "TCP 10.96.0.20:80");

    assertThat(new Story(packet, traces("web", packet)).text())
        .containsSubsequence(
            "-A PREROUTING",
            "--match-set KUBE-CLUSTER-IP dst,dst -j ACCEPT",
            "-A KUBE-IPVS-FILTER",
            "    ipvs: -A -t 10.96.0.20:80 -s rr\n",
            "      goes to 10.244.1.2:8080 from here on, which the kernel has chosen\n",
            "-A KUBE-POSTROUTING",
            "Way 2 of 2",
            "as in way 1 up to its rule",
            "      goes to 10.244.2.2:8080 from here on");
  }

  private static List<Trace> traces(String folder, Packet packet) {
    IpvsRules rules =
        new IpvsRenderer(IpvsOptions.defaults())
            .render(
                Fixtures.plan(Fixtures.cluster(folder)),
                new OwnAddresses(Set.of(NODE), List.of(NODE)));
    return new PacketTracer(rules, new NodeAddresses(List.of(NODE))).traces(packet);
  }
}
