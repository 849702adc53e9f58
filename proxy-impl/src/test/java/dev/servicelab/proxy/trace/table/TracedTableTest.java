package dev.servicelab.proxy.trace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.render.Layout;
import dev.servicelab.proxy.trace.table.PacketTable.Masqueraded;
import dev.servicelab.proxy.trace.table.PacketTable.Row;
import dev.servicelab.proxy.trace.table.TracedCluster.End;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The first judge of the table: the tracer, in every layout and both address families. */
class TracedTableTest {
  @Test
  void theTableIsLong() {
    assertThat(PacketTable.rows()).hasSizeGreaterThan(80);
  }

  @TestFactory
  Stream<DynamicContainer> everyPacketGoesWhereTheTableSays() {
    return Stream.of(IpFamily.values()).flatMap(TracedTableTest::inFamily);
  }

  /** The last column says where a row differs. */
  @TestFactory
  Stream<DynamicTest> everyPacketGoesWhereTheTableSaysInIpvsMode() {
    TracedCluster traced = new TracedCluster(new TableCluster(IpFamily.IPV4));
    return PacketTable.rows().stream().map(row -> test(row.inIpvsMode(), traced));
  }

  private static Stream<DynamicContainer> inFamily(IpFamily family) {
    TableCluster cluster = new TableCluster(family);
    return Stream.of(Layout.values())
        .map(
            layout -> {
              TracedCluster traced = new TracedCluster(cluster, layout);
              return DynamicContainer.dynamicContainer(
                  family + ", layout " + layout.text(),
                  PacketTable.rows(family).stream().map(row -> test(row, traced)));
            });
  }

  private static DynamicTest test(Row row, TracedCluster traced) {
    return DynamicTest.dynamicTest(row.toString(), () -> check(row, traced.ends(row)));
  }

  private static void check(Row row, List<End> ends) {
    assertThat(ends.stream().collect(Collectors.groupingBy(End::place)))
        .as(() -> row + "\n" + ends)
        .containsOnlyKeys(row.outcome())
        .allSatisfy(
            (place, ways) ->
                assertThat(ways.stream().mapToDouble(End::probability).sum())
                    .isCloseTo(1.0 / row.outcome().size(), within(1e-9)));
    assertThat(ends)
        .as(() -> row + "\n" + ends)
        .allSatisfy(end -> assertThat(end.masqueraded()).isEqualTo(expected(row, end)));
  }

  private static boolean expected(Row row, End end) {
    return row.masqueraded() == Masqueraded.YES
        || (row.masqueraded() == Masqueraded.ITSELF && end.place().equals(row.from()));
  }
}
