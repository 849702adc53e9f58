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
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
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
  private static final int CLIENT_PORT = 40000;

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
      Network network = new Network(namespace, family);
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
      Network network = new Network(namespace, IpFamily.IPV4);
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
      Network network = new Network(namespace, IpFamily.IPV4);
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

  /** One node: a client and two endpoints that say their name, all at addresses of its own. */
  private record Network(NetworkNamespace namespace, IpFamily family) {
    Network {
      String ip = family == IpFamily.IPV4 ? "ip" : "ip -6";
      namespace.script(
          """
          ip link set lo up
          for a in %s %s %s; do %s address add $a dev lo%s; done
          %s route add default dev lo src %s
          """
              .formatted(
                  pod(family, 2),
                  pod(family, 3),
                  node(family),
                  ip,
                  family == IpFamily.IPV4 ? "" : " nodad",
                  ip,
                  node(family)));
      for (int host : List.of(2, 3)) {
        for (int port : List.of(5353, 5454)) {
          namespace.inside(() -> answer(pod(family, host), host, port)).join();
        }
      }
    }

    /** "2:5353", "refused" or "nobody"; an answer that is expected is waited for. */
    String ask(String to, String expected) throws Exception {
      InetSocketAddress address =
          switch (to) {
            case "NODE" -> new InetSocketAddress(node(family), 30053);
            case "LB" -> new InetSocketAddress(external(family, 20), 53);
            case "EXT" -> new InetSocketAddress(external(family, 10), 53);
            default -> new InetSocketAddress(vip(family), 53);
          };
      return namespace.inside(() -> ask(address, expected.equals("nobody") ? 300 : 10_000)).get();
    }

    private String ask(InetSocketAddress to, int patienceMillis) {
      byte[] text = new byte[100];
      try (DatagramSocket client =
          new DatagramSocket(new InetSocketAddress(node(family), CLIENT_PORT))) {
        client.setSoTimeout(patienceMillis);
        client.connect(to);
        client.send(new DatagramPacket(text, 1));
        DatagramPacket answer = new DatagramPacket(text, text.length);
        client.receive(answer);
        return new String(text, 0, answer.getLength(), StandardCharsets.UTF_8);
      } catch (PortUnreachableException e) {
        return "refused";
      } catch (SocketTimeoutException e) {
        return "nobody";
      } catch (IOException e) {
        // What a sender on the node itself is told when its packet is rejected on the way out.
        return String.valueOf(e.getMessage()).contains("not permitted") ? "refused" : e.toString();
      }
    }

    private static Void answer(String ip, int host, int port) throws IOException {
      DatagramSocket server = new DatagramSocket(port, InetAddress.ofLiteral(ip));
      byte[] name = (host + ":" + port).getBytes(StandardCharsets.UTF_8);
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                DatagramPacket packet = new DatagramPacket(new byte[100], 100);
                try (server) {
                  while (true) {
                    server.receive(packet);
                    server.send(new DatagramPacket(name, name.length, packet.getSocketAddress()));
                  }
                } catch (IOException e) {
                  // The namespace is gone, and the test over.
                  Thread.currentThread().interrupt();
                }
              });
      return null;
    }

    /** A connection that needs no packets. */
    void insert(String protocol, int client, String to, String by, int port) {
      String state =
          switch (protocol) {
            case "tcp" -> " --state ESTABLISHED";
            case "sctp" -> " --state ESTABLISHED --orig-vtag 1 --reply-vtag 2";
            default -> "";
          };
      namespace.expect(
          ("conntrack -I -p %s -t 60 --orig-src 10.1.0.%d --orig-dst %s --orig-port-src 4000"
                  + " --orig-port-dst %d --reply-src %s --reply-dst 10.1.0.%d --reply-port-src %d"
                  + " --reply-port-dst 4000%s")
              .formatted(protocol, client, to, port == 30053 ? port : 53, by, client, port, state)
              .split(" "));
    }

    /** "-" for no Service, "none" or a host for its endpoint, and what else is said of it. */
    ClusterSnapshot cluster(String words) {
      if (words.equals("-")) {
        return Fixtures.clusterOf("---\n");
      }
      String host = words.split(" ")[0];
      String endpoint =
          host.equals("none")
              ? ""
              : "{addresses: ['%s'], nodeName: node1%s}"
                  .formatted(
                      pod(family, Integer.parseInt(host)),
                      words.contains("ending")
                          ? ", conditions: {ready: false, serving: true, terminating: true}"
                          : "");
      return Fixtures.clusterOf(
          """
          kind: Service
          metadata: {name: dns}
          spec:
            type: LoadBalancer
            clusterIP: '%1$s'
            clusterIPs: ['%1$s']
            externalIPs: ['%2$s']
            externalTrafficPolicy: %3$s
            ports: [{port: 53, protocol: UDP, nodePort: 30053}]
          status: {loadBalancer: {ingress: [{ip: '%4$s'}]}}
          ---
          kind: EndpointSlice
          metadata: {name: dns-1, labels: {kubernetes.io/service-name: dns}}
          addressType: %5$s
          ports: [{port: %6$s, protocol: UDP}]
          endpoints: [%7$s]
          """
              .formatted(
                  vip(family),
                  external(family, 10),
                  words.contains("Local") ? "Local" : "Cluster",
                  external(family, 20),
                  family == IpFamily.IPV4 ? "IPv4" : "IPv6",
                  words.contains(":") ? words.substring(words.indexOf(':') + 1) : "5353",
                  endpoint));
    }

    private static String pod(IpFamily family, int host) {
      return (family == IpFamily.IPV4 ? "10.244.1." : "fd00:10:244::") + host;
    }

    private static String vip(IpFamily family) {
      return family == IpFamily.IPV4 ? "10.96.0.10" : "fd00:10:96::a";
    }

    private static String external(IpFamily family, int host) {
      return (family == IpFamily.IPV4 ? "198.51.100." : "2001:db8:1::") + host;
    }

    private static String node(IpFamily family) {
      return family == IpFamily.IPV4 ? "192.0.2.1" : "2001:db8:2::1";
    }
  }
}
