package dev.servicelab.proxy.kernel;

import dev.servicelab.proxy.kernel.KernelNode.Place;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.DetectLocalMode;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.Layout;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.generated.RandomCluster;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A made-up cluster, a made-up configuration, and made-up packets, all from one seed. */
final class RandomSet {
  /** The node of all made-up clusters. */
  static final Place NODE =
      new Place(
          RandomCluster.NODE_IPV4, RandomCluster.NODE_IPV6, "10.244.1.0/24", "fd00:10:244:1::/64");

  private final long seed;
  private final Random random;

  private RandomSet(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** The set of a seed, with this many packets. */
  static TracedSet of(long seed, int packets) {
    return new RandomSet(seed).make(packets);
  }

  private TracedSet make(int count) {
    ClusterSnapshot cluster = RandomCluster.proxied(RandomCluster.of(seed));
    Map<IpFamily, IptablesOptions> options = someOptions();
    NodeView view =
        new NodeView(RandomCluster.NODE, detectLocal(), one(false, false, true), Optional.empty());
    boolean loopback = options.values().stream().anyMatch(IptablesOptions::localhostNodePorts);
    RandomPackets made = new RandomPackets(cluster, seed, loopback);
    List<Packet> packets = Stream.generate(made::next).limit(count).toList();
    String name = "set " + seed + ": " + view + ", " + options.values().iterator().next();
    return new TracedSet(name, NODE, cluster, view, options, packets);
  }

  private Map<IpFamily, IptablesOptions> someOptions() {
    IptablesOptions usual = IptablesOptions.defaults().with(one(Layout.values()));
    int bit = one(14, 14, 5, 31);
    boolean localhost = random.nextInt(4) != 0;
    boolean someAddresses = random.nextInt(4) == 0;
    Map<IpFamily, IptablesOptions> made = new EnumMap<>(IpFamily.class);
    for (IpFamily family : IpFamily.values()) {
      String own = family == IpFamily.IPV4 ? NODE.ipv4() : NODE.ipv6();
      made.put(
          family,
          new IptablesOptions(
              bit,
              localhost,
              someAddresses ? Optional.of(List.of(own)) : Optional.empty(),
              usual.dropInvalid(),
              usual.counters(),
              usual.layout()));
    }
    return made;
  }

  private DetectLocalMode detectLocal() {
    DetectLocalMode ranges =
        new DetectLocalMode.ClusterCidr(
            List.of(
                Cidr.parse(RandomCluster.POD_CIDR_IPV4), Cidr.parse(RandomCluster.POD_CIDR_IPV6)));
    return one(
        ranges,
        ranges,
        new DetectLocalMode.ClusterCidr(List.of()),
        new DetectLocalMode.NodeCidr(),
        new DetectLocalMode.BridgeInterface(KernelNode.PODS),
        new DetectLocalMode.InterfaceNamePrefix("veth"));
  }

  @SafeVarargs
  private <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }
}
