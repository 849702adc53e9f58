package dev.servicelab.proxy.trace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servicelab.proxy.kernel.NetworkNamespace;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.trace.table.Asker.Heard;
import dev.servicelab.proxy.trace.table.PacketTable.Masqueraded;
import dev.servicelab.proxy.trace.table.PacketTable.Row;
import dev.servicelab.state.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The second judge of the table: real packets through real kernels with the real proxy's rules in
 * them. SCTP is left to the traces of the kernel, where nobody has to answer.
 */
class RealTableTest {
  private static final int WEB = 80;
  private static final int ECHO = 7;
  private static final int ANY_OTHER = 81;

  /** Most of the time is waiting for nothing. */
  private static final int AT_ONCE = 16;

  @BeforeAll
  static void needsNamespaces() {
    Optional<String> obstacle = NetworkNamespace.obstacle();
    obstacle.ifPresent(reason -> System.err.println("RealTableTest skipped: " + reason));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }

  @ParameterizedTest
  @EnumSource
  void realPacketsGoWhereTheTableSays(IpFamily family) {
    TableCluster table = new TableCluster(family);
    Destinations destinations = new Destinations(table);
    List<Row> rows =
        PacketTable.rows(family).stream().filter(row -> row.protocol() != Protocol.SCTP).toList();
    assertThat(rows).hasSizeGreaterThan(80);
    try (NamespacedCluster cluster = new NamespacedCluster(table)) {
      serve(cluster, table.addresses());
      Map<Row, Future<List<Heard>>> all = new LinkedHashMap<>();
      try (ExecutorService atOnce = Executors.newFixedThreadPool(AT_ONCE)) {
        rows.forEach(
            row ->
                all.put(
                    row,
                    atOnce.submit(
                        () ->
                            Asker.ask(
                                cluster.of(row.from()),
                                destinations.of(row.to(), row.protocol()),
                                row.protocol(),
                                awaited(row)))));
      }
      assertThat(all).allSatisfy((row, heard) -> check(row, heard.resultNow(), table));
    }
  }

  /** What no rule takes is answered by the network. */
  private static Set<String> awaited(Row row) {
    return row.outcome().contains("untouched") ? Set.of(NamespacedCluster.NETWORK) : row.outcome();
  }

  private static void serve(NamespacedCluster cluster, Addresses addresses) {
    addresses.names().stream()
        .filter(name -> name.startsWith("web-"))
        .forEach(
            name -> {
              Responder.serve(cluster.of(name), name, WEB);
              Responder.serve(cluster.of(name), name, ECHO);
            });
    for (int port : new int[] {WEB, ECHO, ANY_OTHER}) {
      Responder.serve(cluster.of(NamespacedCluster.NETWORK), NamespacedCluster.NETWORK, port);
    }
  }

  private static void check(Row row, List<Heard> heard, TableCluster table) {
    Set<String> places = heard.stream().map(Heard::place).collect(Collectors.toSet());
    if (table.isSticky(row)) {
      assertThat(places).as(row + ": who comes again").hasSize(1).isSubsetOf(awaited(row));
    } else {
      assertThat(places).as(row::toString).isEqualTo(awaited(row));
    }
    boolean fromNode = Addresses.NODES.contains(row.from());
    assertThat(heard)
        .filteredOn(one -> !one.seen().isEmpty())
        // A node is masqueraded to an address of its own, so nobody can see that it was.
        .filteredOn(one -> !fromNode)
        .as(row::toString)
        .allSatisfy(
            one ->
                assertThat(Cidr.of(table.addresses().of(row.from())).contains(one.seen()))
                    .isEqualTo(!masqueraded(row, one)));
  }

  private static boolean masqueraded(Row row, Heard heard) {
    return row.masqueraded() == Masqueraded.YES
        || (row.masqueraded() == Masqueraded.ITSELF && heard.place().equals(row.from()));
  }
}
