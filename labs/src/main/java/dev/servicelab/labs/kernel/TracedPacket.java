package dev.servicelab.labs.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A packet's way through the rules of a node, as the kernel has traced it.
 *
 * @param source the address that it came with
 * @param hops the rules that held for it, in order
 */
public record TracedPacket(String source, List<Hop> hops) {
  private static final Pattern PACKET =
      Pattern.compile(
          "trace id (\\w+) .* packet: .*\\bip saddr (\\S+) .*\\bip id (\\d+) .* sport (\\d+) .*");
  private static final Pattern RULE =
      Pattern.compile(
          "trace id (\\w+) ip6? (\\w+) (\\S+) (?:unknown )?rule (.*) \\(verdict (.*)\\)");

  /** Printed in place of a rule that came after the tool had read the rules. */
  private static final String UNREAD = "handle ";

  private static final String KUBELETS = "KUBE-FIREWALL";
  private static final Pattern COUNTER = Pattern.compile("counter packets \\d+ bytes \\d+ ");
  private static final Pattern DNAT = Pattern.compile("dnat to ([\\d.]+:\\d+)");

  /** Keeps a copy of the list. */
  public TracedPacket {
    hops = List.copyOf(hops);
  }

  /**
   * A rule that held for a packet.
   *
   * @param table {@code nat} or {@code filter}
   * @param chain the chain that it is in
   * @param rule the rule as nft prints it, without its counter
   * @param verdict what followed from it, e.g. {@code jump KUBE-SERVICES}, {@code continue}
   */
  public record Hop(String table, String chain, String rule, String verdict) {

    /** Where it leads, or what it does: the target as {@code iptables -j} takes it. */
    public String target() {
      if (verdict.startsWith("jump ")) {
        return verdict.substring("jump ".length());
      }
      if (rule.contains("dnat to ")) {
        return "DNAT";
      }
      if (rule.contains("masquerade")) {
        return "MASQUERADE";
      }
      if (rule.contains("meta mark set ")) {
        return "MARK";
      }
      return verdict.toUpperCase(Locale.ROOT);
    }
  }

  /**
   * Reads what {@code nft monitor trace} prints. The kernel may give a packet another id once it
   * has been routed, so it is known by its source and the number in its IP header.
   *
   * @return the packets in the order in which they were first seen
   */
  public static List<TracedPacket> parse(String output) {
    Map<String, String> packets = new HashMap<>();
    Map<String, TracedPacket> traced = new LinkedHashMap<>();
    for (String line : output.lines().toList()) {
      Matcher packet = PACKET.matcher(line);
      if (packet.matches()) {
        String source = packet.group(2);
        String same = String.join(" ", source, packet.group(3), packet.group(4));
        if (packets.putIfAbsent(packet.group(1), same) == null) {
          traced.putIfAbsent(same, new TracedPacket(source, List.of()));
        }
      }
      Matcher rule = RULE.matcher(line);
      if (rule.matches() && packets.containsKey(rule.group(1))) {
        String text = COUNTER.matcher(rule.group(4)).replaceAll("").strip();
        Hop hop = new Hop(rule.group(2), rule.group(3), text, rule.group(5));
        traced.computeIfPresent(packets.get(rule.group(1)), (same, seen) -> seen.with(hop));
      }
    }
    return List.copyOf(traced.values());
  }

  private TracedPacket with(Hop hop) {
    List<Hop> more = new ArrayList<>(hops);
    more.add(hop);
    return new TracedPacket(source, more);
  }

  /** Whether some of the rules are not readable, as they have changed since the trace began. */
  public boolean isUnread() {
    return hops.stream().anyMatch(hop -> hop.rule().startsWith(UNREAD));
  }

  /** The endpoint that took the place of the Service's address, as {@code IP:PORT}. */
  public Optional<String> endpoint() {
    return hops.stream()
        .map(hop -> DNAT.matcher(hop.rule()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }

  /**
   * The way through the proxy's chains: the hops in them, and those that lead into them.
   * KUBE-FIREWALL is kubelet's as well; who of the two was first decides where it is asked.
   */
  public List<Hop> throughProxy() {
    return hops.stream()
        .filter(hop -> !hop.target().equals(KUBELETS) && !hop.chain().equals(KUBELETS))
        .filter(hop -> hop.chain().startsWith("KUBE-") || hop.target().startsWith("KUBE-"))
        .toList();
  }

  /** Whether it was seen up to the last of the proxy's rules on its way out of the node. */
  public boolean hasLeft() {
    return !hops.isEmpty()
        && hops.stream().anyMatch(hop -> hop.chain().equals("KUBE-POSTROUTING"))
        && !throughProxy().getLast().target().equals("MARK");
  }
}
