package dev.servicelab.proxy.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.trace.Packet.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients see: where they come from, where they send, and what becomes of it. */
class PacketTableTest {
  private static final String NODE = "172.18.0.2";

  @ParameterizedTest
  @CsvSource({
    // folder, from, origin, to, goes to, masqueraded
    "web, 10.244.1.9, NETWORK, TCP 10.96.0.20:80, 10.244.1.2:8080 10.244.2.2:8080, false",
    "web, 172.18.0.2, NODE, TCP 10.96.0.20:80, 10.244.1.2:8080 10.244.2.2:8080, true",
    "web, 203.0.113.5, NETWORK, TCP 10.96.0.20:80, 10.244.1.2:8080 10.244.2.2:8080, true",
    "web, 203.0.113.5, NETWORK, TCP 172.18.0.2:30080, 10.244.1.2:8080 10.244.2.2:8080, true",
    "web, 10.244.1.9, NETWORK, TCP 172.18.0.2:30080, 10.244.1.2:8080 10.244.2.2:8080, true",
    "web, 127.0.0.1, NODE, TCP 127.0.0.1:30080, 10.244.1.2:8080 10.244.2.2:8080, true",
    "web, 10.244.1.9, NETWORK, UDP 10.96.0.10:53, 10.244.1.5:53 10.244.2.5:53 10.244.3.5:53, false",
    "web, 10.244.1.9, NETWORK, TCP 10.96.0.20:81, 10.96.0.20:81, false",
    "web, 10.244.1.9, NETWORK, UDP 10.96.0.20:80, 10.96.0.20:80, false",
    "web, 10.244.1.9, NETWORK, TCP 203.0.113.5:80, 203.0.113.5:80, false",
    "web, 10.244.1.9, NETWORK, TCP 10.96.0.21:81, REJECT, false",
    "web, 172.18.0.2, NODE, TCP 10.96.0.21:81, REJECT, false",
    "web, 203.0.113.5, NETWORK, TCP 172.18.0.2:30081, REJECT, false",
    "web, 192.0.2.9, NETWORK, TCP 127.0.0.1:30080, 10.244.1.2:8080 10.244.2.2:8080, true",
    "web, 192.0.2.9, NETWORK, TCP 127.0.0.1:22, DROP, false",
    "rollout, 10.244.1.1, NETWORK, TCP 10.96.0.30:80, 10.244.1.7:8080, false",
    "external, 203.0.113.5, NETWORK, TCP 192.0.2.1:80, 10.244.1.4:8080, true",
    "external, 203.0.113.5, NETWORK, TCP 198.51.100.1:80, 10.244.1.4:8080, true",
    "external, 203.0.113.5, NETWORK, TCP 198.51.100.2:80, 198.51.100.2:80, false",
    "external, 203.0.113.5, NETWORK, TCP 192.0.2.2:80, REJECT, false",
    "external, 203.0.113.5, NETWORK, TCP 198.51.100.3:80, REJECT, false",
    // source ranges: inside, outside; every address; the ClusterIP and the node port are not asked
    "source-ranges, 192.0.2.200, NETWORK, TCP 198.51.100.10:80, 10.244.1.4:8080, true",
    "source-ranges, 192.0.2.100, NETWORK, TCP 198.51.100.10:80, DROP, false",
    "source-ranges, 192.0.2.200, NETWORK, TCP 198.51.100.11:80, 10.244.1.4:8080, true",
    "source-ranges, 192.0.2.100, NETWORK, TCP 198.51.100.11:80, DROP, false",
    "source-ranges, 10.244.1.9, NETWORK, TCP 198.51.100.10:80, 10.244.1.4:8080, true",
    "source-ranges, 10.244.1.8, NETWORK, TCP 198.51.100.10:80, DROP, false",
    "source-ranges, 172.18.0.2, NODE, TCP 198.51.100.10:80, 10.244.1.4:8080, true",
    "source-ranges, 198.51.100.10, NODE, TCP 198.51.100.10:80, 10.244.1.4:8080, true",
    "source-ranges, 192.0.2.100, NETWORK, TCP 172.18.0.2:30050, 10.244.1.4:8080, true",
    "source-ranges, 10.244.1.8, NETWORK, TCP 10.96.0.50:80, 10.244.1.4:8080, false",
    "source-ranges, 192.0.2.100, NETWORK, TCP 198.51.100.10:81, 198.51.100.10:81, false",
    "source-ranges, 192.0.2.100, NETWORK, TCP 198.51.100.12:80, 198.51.100.12:80, false",
    // the node outside of the ranges; an invalid entry opens nothing
    "source-ranges, 192.0.2.200, NETWORK, TCP 198.51.100.20:80, 10.244.1.5:8080, true",
    "source-ranges, 172.18.0.2, NODE, TCP 198.51.100.20:80, DROP, false",
    "source-ranges, 198.51.100.20, NODE, TCP 198.51.100.20:80, DROP, false",
    // 0.0.0.0/0 among the ranges; no endpoint
    "source-ranges, 192.0.2.100, NETWORK, TCP 198.51.100.30:80, 10.244.1.6:8080, true",
    "source-ranges, 192.0.2.100, NETWORK, TCP 198.51.100.40:80, REJECT, false",
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
  void theStoryNamesTheChainsInOrder() {
    List<Trace> traces =
        traces("web", PacketTable.packet(Origin.NETWORK, "10.244.1.9", "TCP 10.96.0.20:80"));

    assertThat(traces.getFirst().steps())
        .extracting(step -> step.chain().name().replaceAll("-[A-Z2-7]{16}", ""))
        .startsWith("PREROUTING", "KUBE-SERVICES", "KUBE-SVC", "KUBE-SEP", "FORWARD")
        .endsWith("POSTROUTING", "KUBE-POSTROUTING");
  }

  private static List<Trace> traces(String folder, Packet packet) {
    return new PacketTracer(
            Fixtures.rules(Fixtures.cluster(folder)), new NodeAddresses(List.of(NODE)))
        .traces(packet);
  }
}
