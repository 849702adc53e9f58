package dev.servicelab.proxy.kernel;

import dev.servicelab.proxy.apply.FamilyProxy;
import dev.servicelab.proxy.kernel.KernelNode.Place;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.state.ClusterSnapshot;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A cluster's rules in a kernel, and packets through them.
 *
 * @param name for messages
 * @param place where the node is
 * @param cluster what its proxy sees
 * @param view what its proxy knows of the node
 * @param options for each family to be looked at
 * @param packets all first packets, each of a connection of its own
 */
public record TracedSet(
    String name,
    Place place,
    ClusterSnapshot cluster,
    NodeView view,
    Map<IpFamily, IptablesOptions> options,
    List<Packet> packets) {
  private static final int QUIET_MS = 150;
  private static final int PATIENT_MS = 2_000;

  /** Shorter than any affinity, so that nobody is forgotten while packets are on their way. */
  private static final Duration BURST = Duration.ofMillis(900);

  private static final int TRIES = 5;

  /**
   * Sends all packets and compares each with what the tracer says.
   *
   * @param processor which of the machine's processors sends
   */
  public Comparison compare(int processor) {
    for (int left = TRIES; left > 0; left--) {
      Comparison comparison = new Comparison(this);
      if (inAKernel(comparison, processor).compareTo(BURST) < 0) {
        return comparison;
      }
    }
    throw new IllegalStateException(name + ": this machine is too slow to send at a stroke");
  }

  /** How long sending took. */
  private Duration inAKernel(Comparison comparison, int processor) {
    boolean loopback = options.values().stream().anyMatch(IptablesOptions::localhostNodePorts);
    try (KernelNode node = new KernelNode(place, loopback)) {
      return node.node().inside(() -> send(comparison, node, processor)).join();
    }
  }

  private Duration send(Comparison comparison, KernelNode node, int processor) {
    Map<IpFamily, IptablesRules> rules = new EnumMap<>(IpFamily.class);
    options.forEach(
        (family, own) -> {
          FamilyProxy proxy = new FamilyProxy(family, view, own, node.node());
          rules.put(family, proxy.sync(cluster, false).rules());
        });
    node.trace();
    try (KernelTraces kernel = new KernelTraces()) {
      rules.values().forEach(kernel::learn);
      Native.stayOnProcessor(processor);
      long start = System.nanoTime();
      for (int number = 0; number < packets.size(); number++) {
        node.send(packets.get(number), port(number));
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      kernel.listen(QUIET_MS);
      if (!comparison.made(rules, kernel, connections(node))) {
        // On a busy machine the kernel may not have told everything yet.
        kernel.listen(PATIENT_MS);
        comparison.made(rules, kernel, connections(node));
      }
      return took;
    }
  }

  private Connections connections(KernelNode node) {
    return new Connections(node.node(), place.addresses());
  }

  /** A packet's source port, which no other packet of the set has. */
  static int port(int number) {
    return 2_000 + number;
  }
}
