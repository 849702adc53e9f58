package dev.servicelab.proxy.trace;

import dev.servicelab.proxy.rules.iptables.Cause;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Target;
import dev.servicelab.proxy.rules.ipvs.IpvsadmPrinter;
import dev.servicelab.proxy.rules.ipvs.RealServer;
import dev.servicelab.proxy.trace.Trace.Step;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Tells what becomes of a packet: each of its possible ways, rule by rule, every rule as {@code
 * iptables-save} prints it, with what it does and which object and field of the cluster asked for
 * it. {@code lab trace} prints it, {@code /explain} answers with it:
 *
 * <pre>{@code
 * Packet packet = new PacketText(nodeAddresses, Map.of()).read("10.244.1.9", "10.96.0.20:80");
 * PacketTracer tracer = new PacketTracer(rules, new NodeAddresses(nodeAddresses));
 * String story = new Story(packet, tracer.traces(packet)).text();
 * }</pre>
 */
public final class Story {
  private static final String MARK_MASQ = "KUBE-MARK-MASQ";
  private static final String NOBODY = "has no real server: is refused, and the client is told";
  private static final int MANY = Integer.MAX_VALUE;

  private final Packet packet;
  private final List<Trace> traces;
  private final IptablesPrinter printer;
  private final StringBuilder text = new StringBuilder();

  /**
   * A story.
   *
   * @param traces all ways of the packet, as {@link PacketTracer#traces(Packet)} gives them
   */
  public Story(Packet packet, List<Trace> traces) {
    this.packet = packet;
    this.traces = List.copyOf(traces);
    this.printer = new IptablesPrinter(packet.family());
  }

  /** The story: many lines, the last one ended. */
  public String text() {
    text.setLength(0);
    line(packet + ", the first packet of its connection, sent by " + sender());
    IntStream.range(0, traces.size()).forEach(this::way);
    return text.toString();
  }

  private String sender() {
    return switch (packet.origin()) {
      case NODE -> "the node itself";
      case NETWORK -> "a pod or another machine";
    };
  }

  private void way(int number) {
    Trace trace = traces.get(number);
    String chance = String.format(Locale.ROOT, "%.4g %%", 100 * trace.probability());
    line("");
    if (traces.size() == 1) {
      line("The only way: " + end(trace));
    } else {
      String way = "Way %d of %d, taken by %s: ".formatted(number + 1, traces.size(), chance);
      line(way + end(trace));
    }
    int known = number == 0 ? 0 : common(traces.get(number - 1), trace);
    if (known > 0) {
      line("   as in way " + number + " up to its rule " + known + ", then");
    }
    for (int i = known; i < trace.steps().size(); i++) {
      hop(trace, i);
      step(i + 1, trace.steps().get(i));
    }
    hop(trace, trace.steps().size());
    if (trace.steps().size() == known && trace.hop().isEmpty()) {
      line("   no rule of the proxy holds for it");
    }
  }

  /** Up to where two ways are the same: their rules, and no virtual server yet. */
  private static int common(Trace trace, Trace next) {
    List<Step> one = trace.steps();
    List<Step> other = next.steps();
    int most =
        Math.min(Math.min(one.size(), other.size()), next.hop().map(Hop::after).orElse(MANY));
    return IntStream.range(0, most)
        .filter(i -> !one.get(i).equals(other.get(i)))
        .findFirst()
        .orElse(most);
  }

  /** The virtual server, where it is met after so many rules. */
  private void hop(Trace trace, int after) {
    trace
        .hop()
        .filter(hop -> hop.after() == after)
        .ifPresent(
            hop -> {
              line("    ipvs: " + IpvsadmPrinter.add(hop.server()).strip());
              line("      " + hop.to().map(Story::goesOn).orElse(NOBODY));
            });
  }

  private static String goesOn(RealServer to) {
    return "goes to " + to.at() + " from here on, which the kernel has chosen";
  }

  private void step(int number, Step step) {
    String chain = step.chain().name();
    line("%3d ".formatted(number) + table(step) + ": -A " + chain + " " + rule(step));
    line("      " + does(step.rule()) + because(step.rule().cause()));
  }

  private String rule(Step step) {
    return printer.rule(step.rule());
  }

  private static String table(Step step) {
    return step.chain().table().nativeName();
  }

  private static String because(Cause cause) {
    return cause.equals(Cause.none())
        ? " (on every node, whatever its Services)"
        : " (because of " + cause.object() + ", " + cause.field() + ")";
  }

  /** What the rule does, after what is special about its being met at all. */
  private static String does(Rule rule) {
    StringBuilder text = new StringBuilder();
    for (Match match : rule.matches()) {
      switch (match) {
        case Match.OneIn(int n) -> text.append("by a chance of one in ").append(n).append(", ");
        case Match.RecentCheck _ -> text.append("as this client was sent there lately, ");
        case Match.RecentSet _ -> text.append("is remembered for session affinity, and ");
        default -> {}
      }
    }
    return text.append(acts(rule)).toString();
  }

  private static String acts(Rule rule) {
    return switch (rule.target()) {
      case Target.Jump(String chain) ->
          chain.equals(MARK_MASQ)
              ? "is to be masqueraded: goes through " + chain
              : "goes on in " + chain;
      case Target.Dnat(String endpoint) -> "goes to " + endpoint + " from here on";
      case Target.Masquerade _ -> "gets the node's address as its source";
      case Target.SetMark(int value, int mask) ->
          mask == 0 && value != 0 ? "loses its mark again" : "is marked, to be masqueraded later";
      case Target.None() -> "is only counted here";
      case Target.Accept() -> "is let through";
      case Target.Drop() -> "is dropped, nobody hears of it";
      case Target.Reject() -> "is refused, and the client is told";
      case Target.Return() -> "goes back to the chain it came from";
    };
  }

  private String end(Trace trace) {
    return switch (trace.fate()) {
      case Fate.Rejected() -> "refused";
      case Fate.Dropped() -> "dropped";
      case Fate.Delivered(String ip, int port) ->
          ip.equals(packet.destination()) && port == packet.port()
              ? "goes on as it is, to wherever it was going"
              : "to " + Packet.at(ip, port) + seenFrom(trace);
    };
  }

  private String seenFrom(Trace trace) {
    return trace.masqueraded()
        ? ", which sees the node's address"
        : ", which sees the client's own address " + packet.source();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
