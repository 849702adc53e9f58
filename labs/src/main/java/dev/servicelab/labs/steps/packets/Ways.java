package dev.servicelab.labs.steps.packets;

import dev.servicelab.labs.kernel.TracedPacket;
import dev.servicelab.labs.kernel.TracedPacket.Hop;
import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.proxy.rules.iptables.Target.Accept;
import dev.servicelab.proxy.rules.iptables.Target.Dnat;
import dev.servicelab.proxy.rules.iptables.Target.Drop;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import dev.servicelab.proxy.rules.iptables.Target.Masquerade;
import dev.servicelab.proxy.rules.iptables.Target.None;
import dev.servicelab.proxy.rules.iptables.Target.Reject;
import dev.servicelab.proxy.rules.iptables.Target.Return;
import dev.servicelab.proxy.rules.iptables.Target.SetMark;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import dev.servicelab.proxy.trace.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The way of a packet in words, a line for each rule that held: table, chain, where it leads. */
final class Ways {
  private Ways() {}

  /** The ways that the tracer found. */
  static List<String> of(Trace trace) {
    return trace.steps().stream()
        .map(
            step ->
                "%s %s %s"
                    .formatted(
                        step.chain().table().nativeName(),
                        step.chain().name(),
                        word(step.rule().target())))
        .filter(hop -> !hop.contains("KUBE-FIREWALL"))
        .toList();
  }

  /** As the kernel's trace words it, where a packet that is rejected is dropped. */
  private static String word(dev.servicelab.proxy.rules.iptables.Target target) {
    return switch (target) {
      case Jump(String chain) -> chain;
      case Dnat _ -> "DNAT";
      case Masquerade _ -> "MASQUERADE";
      case SetMark _ -> "MARK";
      case None _ -> "CONTINUE";
      case Accept _ -> "ACCEPT";
      case Return _ -> "RETURN";
      case Drop _, Reject _ -> "DROP";
    };
  }

  /** The way that the kernel traced. */
  static List<String> of(TracedPacket packet) {
    return packet.throughProxy().stream().map(Ways::text).toList();
  }

  private static String text(Hop hop) {
    return "%s %s %s".formatted(hop.table(), hop.chain(), hop.target());
  }

  /**
   * Names made from a hash, cut short where they are those of these ports and of the endpoint that
   * was taken. Any other is left as it is, and so will not be what the feature expects.
   */
  static List<String> shortened(TracedPacket packet, List<ServicePortName> ports) {
    Set<String> names = new HashSet<>();
    for (ServicePortName port : ports) {
      String chain = ChainNames.service(port);
      for (String prefix : List.of("KUBE-SVC-", "KUBE-SVL-", "KUBE-EXT-", "KUBE-FW-")) {
        names.add(prefix + chain.substring("KUBE-SVC-".length()));
      }
      names.add(ChainNames.endpoint(port, packet.endpoint().orElseThrow()));
    }
    return of(packet).stream()
        .map(
            hop ->
                Stream.of(hop.split(" "))
                    .map(
                        word -> names.contains(word) ? word.replaceFirst("[^-]*$", "") + "…" : word)
                    .collect(Collectors.joining(" ")))
        .toList();
  }
}
