package dev.servicelab.proxy.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.conntrack.UdpCleaner;
import dev.servicelab.proxy.kernel.NetworkNamespace;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.state.ClusterSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * UDP clients that never stop sending from the same port, so that conntrack holds on to what it
 * chose first: real packets, in a network namespace. Each case is one of kube-proxy's bug reports.
 */
class UdpClientsTest {
  @BeforeAll
  static void needsANamespace() {
    Optional<String> obstacle = NetworkNamespace.obstacle();
    obstacle.ifPresent(reason -> System.err.println("UdpClientsTest skipped: " + reason));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }

  /** The Service before and after, who is asked, and who answers before and after. */
  static Stream<Arguments> cases() {
    return Stream.of(
            "no Service yet        | -        | 2        | VIP    | nobody  | 2:5353",
            "0 to N, issue 48370   | none     | 2        | VIP    | refused | 2:5353",
            "N to 0, issue 139628  | 2        | none     | VIP    | 2:5353  | refused",
            "replaced              | 2        | 3        | VIP    | 2:5353  | 3:5353",
            "deleted, issue 141371 | 2        | -        | VIP    | 2:5353  | nobody",
            "made anew             | 2 gone   | 3        | VIP    | 2:5353  | 3:5353",
            "target port           | 2        | 2 :5454  | VIP    | 2:5353  | 2:5454",
            "node port             | 2        | 3        | NODE   | 2:5353  | 3:5353",
            "node port, N to 0     | 2        | none     | NODE   | 2:5353  | refused",
            "node port, 0 to N     | none     | 2        | NODE   | refused | 2:5353",
            "load balancer         | 2        | 3        | LB     | 2:5353  | 3:5353",
            "external address      | 2        | 3        | EXT    | 2:5353  | 3:5353",
            "policy Local, 126934  | 2 Local  | 3 Local  | NODE   | 2:5353  | 3:5353",
            "still serving         | 2        | 2 ending | VIP    | 2:5353  | 2:5353")
        .flatMap(
            line ->
                Stream.of(IpFamily.values())
                    .map(
                        family -> {
                          List<Object> words = new ArrayList<>(List.of(line.split(" *\\| *")));
                          words.addFirst(family);
                          return Arguments.of(words.toArray());
                        }));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void theNextPacketGoesWhereItShould(
      IpFamily family,
      String name,
      String before,
      String after,
      String to,
      String first,
      String then)
      throws Exception {
    try (NetworkNamespace namespace = NetworkNamespace.open()) {
      UdpNetwork network = new UdpNetwork(namespace, family);
      FamilyProxy proxy =
          new FamilyProxy(family, Fixtures.NODE1, IptablesOptions.defaults(), namespace);
      proxy.sync(network.cluster(before), false);
      assertThat(network.ask(to, first)).isEqualTo(first);
      if (before.endsWith("gone")) {
        proxy.sync(network.cluster("-"), false);
      }

      proxy.sync(network.cluster(after), false);

      assertThat(network.ask(to, then)).as(name).isEqualTo(then);
    }
  }

  @Test
  void otherConnectionsStay() {
    try (NetworkNamespace namespace = NetworkNamespace.open()) {
      UdpNetwork network = new UdpNetwork(namespace, IpFamily.IPV4);
      network.insert("tcp", 1, "10.96.0.10", "10.244.1.9", 53);
      network.insert("sctp", 2, "10.96.0.10", "10.244.1.9", 53);
      network.insert("udp", 3, "8.8.8.8", "8.8.8.8", 30053);
      network.insert("udp", 4, "10.96.0.10", "10.244.1.2", 5353);
      network.insert("udp", 5, "10.96.0.10", "10.244.1.9", 5353);
      UdpCleaner cleaner = new UdpCleaner(namespace, IpFamily.IPV4);
      cleaner.clean(plan(network.cluster("3")));
      network.insert("udp", 3, "8.8.8.8", "8.8.8.8", 30053);
      network.insert("udp", 4, "10.96.0.10", "10.244.1.2", 5353);

      assertThat(cleaner.clean(plan(network.cluster("2"))).looked()).isTrue();

      assertThat(namespace.expect("conntrack", "-L").lines())
          .hasSize(4)
          .noneMatch(line -> line.startsWith("udp") && line.contains("10.244.1.9"));
    }
  }

  /**
   * A thousand clients of one Service are one deletion, and of ten Services ten, in one process.
   */
  @Test
  void manyStaleConnectionsAreFewDeletions() {
    try (NetworkNamespace namespace = NetworkNamespace.open()) {
      UdpNetwork network = new UdpNetwork(namespace, IpFamily.IPV4);
      String flows =
          IntStream.range(0, 1000)
              .mapToObj(
                  i ->
                      "-A -t 60 -u UNSET -s 10.1.%d.%d -d 10.96.0.10 -r 10.244.1.%d -q 10.1.%d.%d"
                              .formatted(i / 250, i % 250 + 1, i % 50 + 100, i / 250, i % 250 + 1)
                          + " -p udp --sport 4000 --dport 53 --reply-port-src 5353"
                          + " --reply-port-dst 4000\n")
              .reduce("", String::concat);
      assertThat(namespace.run(List.of("conntrack", "-R", "-"), flows).exitCode()).isZero();
      List<String> batches = new ArrayList<>();
      UdpCleaner cleaner =
          new UdpCleaner(
              (command, input) -> {
                batches.add(input);
                return namespace.run(command, input);
              },
              IpFamily.IPV4);

      assertThat(cleaner.clean(plan(network.cluster("2"))).deleted()).isEqualTo(1000);

      assertThat(batches)
          .containsExactly("", "-D -f ipv4 -p udp --orig-dst 10.96.0.10 --orig-port-dst 53\n");
      assertThat(namespace.expect("conntrack", "-L")).isEmpty();
    }
  }

  private static NodePlan plan(ClusterSnapshot cluster) {
    return new Planner(Fixtures.NODE1, IpFamily.IPV4).plan(cluster);
  }
}
