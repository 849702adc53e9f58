package dev.servicelab.proxy.trace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servicelab.proxy.kernel.Comparison;
import dev.servicelab.proxy.kernel.KernelNode.Place;
import dev.servicelab.proxy.kernel.NetworkNamespace;
import dev.servicelab.proxy.kernel.TracedSet;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.render.Layout;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.Packet.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The table's packets, also those of SCTP, go the tracer's ways in the kernel, rule by rule: every
 * layout, both families, on the first node.
 */
class TableInTheKernelTest {
  private static final String NODE = "node1";

  /** Often enough to meet most of the endpoints. */
  private static final int TIMES = 3;

  @BeforeAll
  static void needsNamespaces() {
    Optional<String> obstacle = NetworkNamespace.obstacleToTraces();
    obstacle.ifPresent(reason -> System.err.println("TableInTheKernelTest skipped: " + reason));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }

  @ParameterizedTest
  @EnumSource
  void theKernelAgreesRuleByRule(Layout layout) {
    for (IpFamily family : IpFamily.values()) {
      TableCluster cluster = new TableCluster(family);
      List<Packet> packets = packets(cluster);
      assertThat(packets).hasSizeGreaterThan(200);

      Comparison comparison =
          new TracedSet(
                  layout + ", " + family,
                  place(),
                  cluster.seenFrom(NODE),
                  cluster.view(NODE),
                  Map.of(family, TableCluster.options(layout)),
                  packets)
              .compare(0);

      assertThat(comparison.disagreements()).isEmpty();
      assertThat(comparison.seen())
          .containsEntry("agreed", packets.size())
          .containsKeys("translated", "untouched", "rejected", "dropped", family + " SCTP");
    }
  }

  private static List<Packet> packets(TableCluster cluster) {
    Destinations destinations = new Destinations(cluster);
    List<Packet> packets = new ArrayList<>();
    for (PacketTable.Row row : PacketTable.rows(cluster.addresses().family())) {
      Packet packet = destinations.packet(row);
      if (cluster.addresses().node(row.from()).equals(NODE)) {
        String in = packet.origin() == Origin.NODE ? "" : place().interfaceOf(packet.source());
        Packet made =
            new Packet(
                packet.origin(),
                packet.source(),
                packet.protocol(),
                packet.destination(),
                packet.port(),
                in);
        for (int time = 0; time < TIMES; time++) {
          packets.add(made);
        }
      }
    }
    return packets;
  }

  private static Place place() {
    Addresses twins = new Addresses(IpFamily.IPV6, List.of());
    String pods = "10.244.1.0/24";
    return new Place("172.18.0.2", twins.of(NODE), pods, twins.rangeInFamily(pods));
  }
}
