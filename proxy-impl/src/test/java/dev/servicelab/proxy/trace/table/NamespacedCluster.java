package dev.servicelab.proxy.trace.table;

import dev.servicelab.proxy.apply.FamilyProxy;
import dev.servicelab.proxy.kernel.NetworkNamespace;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.Layout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table's cluster made of network namespaces: three nodes with the real proxy's rules in them,
 * pods behind them, a network between them, and the outside behind node1. Who in the cluster has a
 * name has a namespace.
 *
 * <p>The network answers for every address that a Service may have: so a packet that no rule takes
 * arrives there, and can be told from one that is dropped.
 */
final class NamespacedCluster implements AutoCloseable {
  /** The network between the nodes, which is also their way out. */
  static final String NETWORK = "network";

  private static final String NETWORK_ADDRESS = "172.18.0.1";
  private static final String OUTSIDE_ROUTER = "203.0.113.1";
  private static final List<String> SERVICE_RANGES =
      List.of("10.96.0.0/12", "192.0.2.0/24", "198.51.100.0/24");

  private final Addresses addresses;
  private final String ip;
  private final Map<String, NetworkNamespace> namespaces = new LinkedHashMap<>();

  NamespacedCluster(TableCluster cluster) {
    this.addresses = cluster.addresses();
    this.ip = addresses.family() == IpFamily.IPV4 ? "ip -4" : "ip -6";
    try {
      network();
      addresses.names().forEach(this::open);
      Addresses.NODES.forEach(this::node);
      addresses.names().stream()
          .filter(name -> !Addresses.NODES.contains(name))
          .forEach(this::behindItsNode);
      Addresses.NODES.forEach(node -> proxy(node, cluster));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Somebody's namespace. */
  NetworkNamespace of(String name) {
    return Optional.ofNullable(namespaces.get(name)).orElseThrow();
  }

  @Override
  public void close() {
    namespaces.values().forEach(NetworkNamespace::close);
  }

  private void open(String name) {
    NetworkNamespace made = NetworkNamespace.open();
    namespaces.put(name, made);
    // No waiting for duplicate addresses: there are none.
    made.script(
        """
        sysctl -qw net.ipv4.ip_forward=0 net.ipv6.conf.all.forwarding=0
        sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
        sysctl -qw net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0
        sysctl -qw net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.default.send_redirects=0
        ip link set lo up
        """);
  }

  private void network() {
    open(NETWORK);
    StringBuilder lines = new StringBuilder("ip link add br0 type bridge\nip link set br0 up\n");
    lines.append(address(NETWORK_ADDRESS, 24, "br0"));
    SERVICE_RANGES.forEach(
        range ->
            lines.append(ip + " route add local " + addresses.rangeInFamily(range) + " dev lo\n"));
    of(NETWORK).script(lines.toString());
  }

  private void node(String name) {
    StringBuilder lines =
        new StringBuilder(
            """
            sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
            sysctl -qw net.ipv4.conf.all.route_localnet=1
            """);
    lines.append("ip link add eth0 type veth peer name " + name + " netns ");
    lines.append(of(NETWORK).pid() + "\nip link set eth0 up\n");
    of(name).script(lines.toString());
    of(NETWORK).script("ip link set " + name + " master br0 up\n");
    of(name)
        .script(
            addressOf(name, 24, "eth0")
                + ip
                + " route add default via "
                + addresses.inFamily(NETWORK_ADDRESS)
                + "\n");
    of(NETWORK).script(route(podsOf(name), name));
    for (String other : Addresses.NODES) {
      if (!other.equals(name)) {
        of(name).script(route(podsOf(other), other));
      }
    }
  }

  /** A pod, or the outside: a pair of interfaces, the node's end of which is the router. */
  private void behindItsNode(String name) {
    NetworkNamespace node = of(addresses.node(name));
    boolean outside = name.equals(Addresses.OUTSIDE);
    String router = outside ? OUTSIDE_ROUTER : "10.244." + number(addresses.node(name)) + ".1";
    String self = addresses.of(name);
    node.script(
        "ip link add %1$s type veth peer name eth0 netns %2$d\nip link set %1$s up\n"
                .formatted(name, of(name).pid())
            + address(router, 32, name)
            + ip
            + " route add "
            + self
            + " dev "
            + name
            + "\n");
    String via = addresses.inFamily(router);
    of(name)
        .script(
            "ip link set eth0 up\n"
                + addressOf(name, 32, "eth0")
                + ip
                + " route add "
                + via
                + " dev eth0\n"
                + ip
                + " route add default via "
                + via
                + "\n");
    if (outside) {
      of(NETWORK).script(route(self, addresses.node(name)));
    }
  }

  /** The real one: plan, rules, iptables-restore. */
  private void proxy(String node, TableCluster cluster) {
    IptablesOptions options = TableCluster.options(Layout.CURRENT);
    new FamilyProxy(addresses.family(), cluster.view(node), options, of(node))
        .sync(cluster.seenFrom(node), false);
  }

  private String route(String to, String node) {
    return ip + " route add " + to + " via " + addresses.of(node) + "\n";
  }

  private String podsOf(String node) {
    return addresses.rangeInFamily("10.244." + number(node) + ".0/24");
  }

  private static int number(String node) {
    return 1 + Addresses.NODES.indexOf(node);
  }

  private String addressOf(String name, int prefix, String device) {
    return addressLine(addresses.of(name), prefix, device);
  }

  private String address(String ipv4, int prefix, String device) {
    return addressLine(addresses.inFamily(ipv4), prefix, device);
  }

  private String addressLine(String address, int prefix, String device) {
    boolean ipv4 = addresses.family() == IpFamily.IPV4;
    String range = address + "/" + (ipv4 ? prefix : prefix + 96);
    return ip + " address add " + range + " dev " + device + (ipv4 ? "\n" : " nodad\n");
  }
}
