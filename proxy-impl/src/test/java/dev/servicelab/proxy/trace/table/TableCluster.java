package dev.servicelab.proxy.trace.table;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.IptablesRenderer;
import dev.servicelab.proxy.rules.iptables.render.Layout;
import dev.servicelab.proxy.rules.ipvs.IpvsRules;
import dev.servicelab.proxy.rules.ipvs.render.IpvsOptions;
import dev.servicelab.proxy.rules.ipvs.render.IpvsRenderer;
import dev.servicelab.proxy.rules.ipvs.render.OwnAddresses;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.Interest.Selection;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.manifest.ManifestFolder;
import dev.servicelab.state.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The cluster the table talks about, made of the feature's manifest, in one address family. */
final class TableCluster {
  private static final Path MANIFEST = Path.of("../manifests/service/packets.yaml");
  private static final Map<String, String> ZONES = Map.of("node1", "zone-a", "node2", "zone-b");

  private final Addresses addresses;
  private final String manifest;
  private final ClusterSnapshot all;

  TableCluster(IpFamily family) {
    try {
      String text = Files.readString(MANIFEST);
      this.addresses = new Addresses(family, YamlFile.documents(MANIFEST.toString(), text));
      this.manifest = filled(text) + nodes();
      this.all = read(new Interest(Selection.ALL, "", false, false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Addresses addresses() {
    return addresses;
  }

  /** What the proxy of a node sees. */
  ClusterSnapshot seenFrom(String node) {
    return read(Interest.proxy(node));
  }

  private ClusterSnapshot read(Interest interest) {
    try {
      Path folder = Files.createTempDirectory("packets");
      Path file = Files.writeString(folder.resolve("packets.yaml"), manifest);
      try {
        ClusterSnapshot read = new ManifestFolder(folder, interest).read(1);
        return addresses.family() == IpFamily.IPV4 ? read : new Twins(addresses).of(read);
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A Service by name, also one that the proxy does not see. */
  Optional<ServiceRecord> service(String name) {
    return all.services().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** Whether a row's Service remembers its clients. */
  boolean isSticky(PacketTable.Row row) {
    return all.services().stream()
        .anyMatch(
            one ->
                one.sessionAffinitySeconds().isPresent() && row.to().endsWith(" of " + one.name()));
  }

  /** What the proxy of a node knows of it. */
  NodeView view(String node) {
    Cidr pods = Cidr.parse(addresses.rangeInFamily(Addresses.PODS));
    return new NodeView(node, List.of(pods), false);
  }

  /** The usual options, but for the layout. */
  static IptablesOptions options(Layout layout) {
    return IptablesOptions.defaults().with(layout);
  }

  /** The rules of a node. */
  IptablesRules rules(String node, Layout layout) {
    return new IptablesRenderer(options(layout))
        .render(new Planner(view(node), addresses.family()).plan(seenFrom(node)));
  }

  /** What a node has in IPVS mode. */
  IpvsRules ipvsRules(String node) {
    String own = addresses.of(node);
    return new IpvsRenderer(IpvsOptions.defaults())
        .render(
            new Planner(view(node), addresses.family()).plan(seenFrom(node)),
            new OwnAddresses(Set.of(own), List.of(own)));
  }

  /** With an address for each <code>${POD_IP}</code>: an IPv4 one, twins are made of records. */
  private String filled(String text) {
    String filled = text;
    Addresses ipv4 = new Addresses(IpFamily.IPV4, YamlFile.documents("manifest", text));
    for (String name : ipv4.names()) {
      String variable = name.toUpperCase(Locale.ROOT).replace('-', '_') + "_IP";
      filled = filled.replace("${" + variable + "}", ipv4.of(name));
    }
    return filled;
  }

  private static String nodes() {
    return Addresses.NODES.stream()
        .map(
            node ->
                """
                ---
                kind: Node
                metadata:
                  name: %s
                  labels: {topology.kubernetes.io/zone: %s}
                status:
                  addresses: [{type: InternalIP, address: 172.18.0.%d}]
                """
                    .formatted(
                        node, ZONES.getOrDefault(node, "none"), 2 + Addresses.NODES.indexOf(node)))
        .collect(Collectors.joining());
  }
}
