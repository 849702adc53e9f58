package dev.servicelab.proxy.diff.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.ipvs.IpvsTables;
import dev.servicelab.proxy.rules.ipvs.RealServer;
import dev.servicelab.proxy.rules.ipvs.VirtualAddress;
import dev.servicelab.proxy.rules.ipvs.VirtualServer;
import dev.servicelab.proxy.rules.ipvs.render.IpvsOptions;
import dev.servicelab.proxy.rules.ipvs.render.IpvsRenderer;
import dev.servicelab.proxy.rules.ipvs.render.OwnAddresses;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.generated.RandomCluster;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IpvsDiffTest {
  private static final NodeView NODE =
      new NodeView(
          RandomCluster.NODE,
          List.of(Cidr.parse(RandomCluster.POD_CIDR_IPV4), Cidr.parse(RandomCluster.POD_CIDR_IPV6)),
          false);
  private static final Map<IpFamily, String> OWN =
      Map.of(IpFamily.IPV4, "172.18.0.2", IpFamily.IPV6, "fc00:f853::2");

  /** From any cluster to any other, and from whatever the kernel holds. */
  @Property(tries = 300)
  void theBatchesLeadToTheGoal(
      @ForAll @LongRange(min = 0, max = 1_000_000) long from,
      @ForAll @LongRange(min = 0, max = 1_000_000) long to,
      @ForAll IpFamily family) {
    IpvsTables before = tables(RandomCluster.of(from), family);
    IpvsTables after = tables(RandomCluster.of(to), family);
    IpvsModel kernel = new IpvsModel();
    kernel.apply(between(IpvsTables.nothing(), before), family);
    assertThat(between(kernel.tables(family), before).isEmpty()).isTrue();

    IpvsChanges step = between(before, after);
    kernel.apply(step, family);

    assertThat(between(kernel.tables(family), after).isEmpty()).isTrue();
    assertThat(withoutLeaving(kernel.tables(family))).isEqualTo(sorted(after));
    assertThat(servers(kernel.tables(family))).isEqualTo(servers(step.after()));
    IpvsChanges back = between(step.after(), before);
    kernel.apply(back, family);
    assertThat(between(kernel.tables(family), before).isEmpty()).isTrue();
  }

  @Test
  void aServerThatIsNotWantedAnyMoreGetsNoNewConnections() {
    IpvsChanges changes = between(tables(Protocol.TCP, 1, 2), tables(Protocol.TCP, 1));

    assertThat(changes.ipvsadm()).isEqualTo("-e -t 10.96.0.1:80 -r 10.244.1.2:80 -m -w 0\n");
    assertThat(changes.after().leaving().values())
        .containsExactly(List.of(new RealServer("10.244.1.2", 80, 0)));
    assertThat(between(changes.after(), tables(Protocol.TCP, 1)).isEmpty())
        .as("it is on its way already")
        .isTrue();
    assertThat(between(changes.after(), tables(Protocol.TCP, 1, 2)).ipvsadm())
        .as("it comes back, with its connections")
        .isEqualTo("-e -t 10.96.0.1:80 -r 10.244.1.2:80 -m -w 1\n");
  }

  @Test
  void clientsOfUdpAndSctpDoNotWait() {
    assertThat(between(tables(Protocol.UDP, 1, 2), tables(Protocol.UDP, 1)).ipvsadm())
        .isEqualTo("-d -u 10.96.0.1:80 -r 10.244.1.2:80\n");
    assertThat(between(tables(Protocol.SCTP, 1, 2), tables(Protocol.SCTP, 1)).ipvsadm())
        .isEqualTo("-d --sctp-service 10.96.0.1:80 -r 10.244.1.2:80\n");
  }

  @Test
  void anotherWayOfBalancingKeepsTheRealServers() {
    IpvsTables now = tables(Protocol.TCP, 1, 2);
    VirtualServer server = now.servers().firstEntry().getValue();
    VirtualServer sticky =
        new VirtualServer(server.address(), "mh", OptionalInt.of(600), "mh-port", server.servers());

    IpvsChanges changes = between(now, of(sticky));

    assertThat(changes.ipvsadm()).isEqualTo("-E -t 10.96.0.1:80 -s mh -p 600 -b mh-port\n");
  }

  @Test
  void othersVirtualServersGoUnlessTheyAreExcluded() {
    IpvsTables now = tables(Protocol.TCP, 1);
    IpvsTables nothing = now.with(new TreeMap<>());

    assertThat(IpvsDiff.between(now, nothing, List.of()).ipvsadm())
        .isEqualTo("-D -t 10.96.0.1:80\n");
    IpvsChanges excluded = IpvsDiff.between(now, nothing, List.of(Cidr.parse("10.96.0.0/24")));
    assertThat(excluded.isEmpty()).isTrue();
    assertThat(excluded.after().servers()).isEqualTo(now.servers());
  }

  @Test
  void theToolsOutputIsUnderstood() {
    String saved =
        """
        -A -t 10.96.0.1:443 -s rr
        -a -t 10.96.0.1:443 -r 172.18.0.2:6443 -m -w 1
        -A -u 10.96.0.10:53 -s mh -p 10800 -b mh-port
        -A -f 7 -s wlc
        -a -f 7 -r 192.0.2.1:0 -g -w 1
        -A -t [fd00:10:96::1]:443 -s rr
        -a -t [fd00:10:96::1]:443 -r [fd00:0:0::2]:6443 -m -w 0
        """;

    SortedMap<VirtualAddress, VirtualServer> ipv4 = SavedServers.parse(saved, IpFamily.IPV4);

    assertThat(ipv4.values())
        .containsExactly(
            new VirtualServer(
                new VirtualAddress("10.96.0.1", Protocol.TCP, 443),
                "rr",
                OptionalInt.empty(),
                "",
                List.of(new RealServer("172.18.0.2", 6443, 1))),
            new VirtualServer(
                new VirtualAddress("10.96.0.10", Protocol.UDP, 53),
                "mh",
                OptionalInt.of(10_800),
                "mh-port",
                List.of()));
    assertThat(SavedServers.parse(saved, IpFamily.IPV6).values())
        .singleElement()
        .extracting(VirtualServer::servers)
        .isEqualTo(List.of(new RealServer("fd00::2", 6443, 0)));
  }

  private static IpvsChanges between(IpvsTables now, IpvsTables wanted) {
    return IpvsDiff.between(now, wanted, List.of());
  }

  private static IpvsTables tables(ClusterSnapshot cluster, IpFamily family) {
    return new IpvsRenderer(IpvsOptions.defaults())
        .render(new Planner(NODE, family).plan(RandomCluster.proxied(cluster)), own(family))
        .tables();
  }

  private static OwnAddresses own(IpFamily family) {
    return OwnAddresses.of(List.of(OWN.get(family)), List.of(), family);
  }

  /** One virtual server with these real ones. */
  private static IpvsTables tables(Protocol protocol, int... servers) {
    return of(
        new VirtualServer(
            new VirtualAddress("10.96.0.1", protocol, 80),
            "rr",
            OptionalInt.empty(),
            "",
            java.util.Arrays.stream(servers)
                .mapToObj(number -> new RealServer("10.244.1." + number, 80))
                .toList()));
  }

  private static IpvsTables of(VirtualServer server) {
    return new IpvsTables(
        Map.of(), true, Set.of(), new TreeMap<>(Map.of(server.address(), server)));
  }

  private static IpvsTables withoutLeaving(IpvsTables tables) {
    SortedMap<VirtualAddress, VirtualServer> servers = new TreeMap<>();
    tables
        .servers()
        .forEach(
            (address, server) ->
                servers.put(
                    address,
                    server.with(
                        server.servers().stream()
                            .filter(one -> one.weight() > 0)
                            .sorted()
                            .toList())));
    return tables.with(servers);
  }

  private static IpvsTables sorted(IpvsTables tables) {
    return withoutLeaving(tables);
  }

  private static SortedMap<VirtualAddress, List<RealServer>> servers(IpvsTables tables) {
    SortedMap<VirtualAddress, List<RealServer>> servers = new TreeMap<>();
    tables
        .servers()
        .forEach(
            (address, server) -> servers.put(address, server.servers().stream().sorted().toList()));
    return servers;
  }
}
