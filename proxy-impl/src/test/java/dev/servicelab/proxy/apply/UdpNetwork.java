package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.kernel.NetworkNamespace;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.ClusterSnapshot;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One node: a client and two endpoints that say their name, all at addresses of its own. */
record UdpNetwork(NetworkNamespace namespace, IpFamily family) {
  private static final int CLIENT_PORT = 40000;

  UdpNetwork {
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
