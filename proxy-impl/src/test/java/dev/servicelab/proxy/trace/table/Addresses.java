package dev.servicelab.proxy.trace.table;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.yaml.YamlNode;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which addresses the table's names stand for where there is no cluster to ask: those of the usual
 * one. In IPv6 everybody has the twin of his IPv4 address, so that one manifest serves both.
 */
final class Addresses {
  static final List<String> NODES = List.of("node1", "node2", "node3");

  /** A machine that is none of the cluster's; node1 is its router. */
  static final String OUTSIDE = "outside";

  static final String PODS = "10.244.0.0/16";

  private final IpFamily family;
  private final Map<String, String> ipv4 = new LinkedHashMap<>();
  private final Map<String, String> nodeOf = new HashMap<>();

  /** Nodes, the outside, and the pods of a manifest, each on the node it names. */
  Addresses(IpFamily family, List<YamlNode> manifest) {
    this.family = family;
    for (String node : NODES) {
      add(node, node, "172.18.0." + (2 + NODES.indexOf(node)));
    }
    add(OUTSIDE, NODES.getFirst(), "203.0.113.2");
    for (YamlNode object : manifest) {
      if (object.field("kind").text().equals("Pod")) {
        String node = object.field("spec").field("nodeName").text();
        String range = "10.244." + (1 + NODES.indexOf(node)) + ".";
        add(object.field("metadata").field("name").text(), node, range + (10 + ipv4.size()));
      }
    }
  }

  /** The address of a name in this family. */
  String of(String name) {
    return inFamily(Optional.ofNullable(ipv4.get(name)).orElseThrow());
  }

  /** The node somebody is, runs on, or comes in by. */
  String node(String name) {
    return Optional.ofNullable(nodeOf.get(name)).orElseThrow();
  }

  /** Everybody's name, nodes first. */
  List<String> names() {
    return List.copyOf(ipv4.keySet());
  }

  /** Whose address it is, if anybody's. */
  Optional<String> owner(String address) {
    return names().stream().filter(name -> of(name).equals(address)).findFirst();
  }

  IpFamily family() {
    return family;
  }

  /** An IPv4 address, or its twin: the same 32 bits behind fd00::. */
  String inFamily(String address) {
    if (family == IpFamily.IPV4 || IpFamily.of(address) == IpFamily.IPV6) {
      return address;
    }
    int bits = ByteBuffer.wrap(InetAddress.ofLiteral(address).getAddress()).getInt();
    return "fd00::" + Integer.toHexString(bits >>> 16) + ":" + Integer.toHexString(bits & 0xffff);
  }

  /** A range, or that of the twins. */
  String rangeInFamily(String range) {
    String[] parts = range.split("/");
    int prefix = Integer.parseInt(parts[1]);
    if (family == IpFamily.IPV4 || IpFamily.of(range) == IpFamily.IPV6) {
      return range;
    }
    return prefix == 0 ? "::/0" : inFamily(parts[0]) + "/" + (prefix + 96);
  }

  private void add(String name, String node, String address) {
    ipv4.put(name, address);
    nodeOf.put(name, node);
  }
}
