package dev.servicelab.proxy;

import dev.servicelab.proxy.trace.NodeAddresses;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.PacketText;
import dev.servicelab.proxy.trace.PacketTracer;
import dev.servicelab.proxy.trace.Story;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.PodRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trace}: tells a packet's way through a node's rules, rule by rule. Needs no kernel. */
@Command(
    name = "trace",
    description = "Tells what a node's rules would do with a packet, rule by rule.",
    footer = "lab trace --check [--sets N] [--seed S] asks real kernels whether it is true.",
    mixinStandardHelpOptions = true)
public final class TraceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ManifestOptions of = new ManifestOptions();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "WHO",
      description = "An IP, a pod's name, or: node (its processes), outside (of the cluster).")
  private String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "IP:PORT[/PROTOCOL]",
      description = "Where to; [IP]:PORT for IPv6. The protocol is tcp, udp or sctp.")
  private String to = "";

  @Override
  public Integer call() {
    ClusterSnapshot cluster = of.cluster();
    List<String> addresses = nodeAddresses(cluster);
    Packet packet = packet(new PacketText(addresses, pods(cluster)));
    NodeAddresses own = new NodeAddresses(addresses);
    PacketTracer tracer =
        switch (of.mode()) {
          case IPTABLES -> new PacketTracer(of.rules(cluster, packet.family()), own);
          case IPVS -> new PacketTracer(of.ipvs(cluster, packet.family()), own);
        };
    spec.commandLine().getOut().print(new Story(packet, tracer.traces(packet)).text());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Packet packet(PacketText text) {
    try {
      return text.read(from, to);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
    }
  }

  private List<String> nodeAddresses(ClusterSnapshot cluster) {
    return cluster.nodes().stream()
        .filter(node -> node.name().equals(of.node()))
        .map(NodeRecord::internalIps)
        .findFirst()
        .orElse(List.of());
  }

  /** Pods by name: those given as such, and those that endpoints tell of. */
  private static Map<String, String> pods(ClusterSnapshot cluster) {
    Map<String, String> pods = new HashMap<>();
    for (EndpointSliceRecord slice : cluster.endpointSlices()) {
      slice.endpoints().stream()
          .filter(one -> !one.targetPod().isEmpty() && !one.addresses().isEmpty())
          .forEach(one -> pods.putIfAbsent(one.targetPod(), one.addresses().getFirst()));
    }
    for (PodRecord pod : cluster.pods()) {
      pod.ips().stream().findFirst().ifPresent(ip -> pods.put(pod.name(), ip));
    }
    return pods;
  }
}
