package dev.servicelab.proxy.kernel;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.trace.Fate;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.PacketTracer;
import dev.servicelab.proxy.trace.Trace;
import dev.servicelab.proxy.trace.Trace.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of a set's packets in the kernel, held against what the tracer says. The kernel must
 * have gone one of the tracer's ways, rule by rule, and conntrack must have noted its end.
 */
public final class Comparison {
  private final TracedSet set;
  private final List<String> disagreements = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<String, Set<String>> noted = new HashMap<>();

  Comparison(TracedSet set) {
    this.set = set;
  }

  /** What they do not agree about, told at length; empty if all is well. */
  public List<String> disagreements() {
    return List.copyOf(disagreements);
  }

  /** How many packets met what: so one can see that something was looked at. */
  public Map<String, Integer> seen() {
    return Map.copyOf(seen);
  }

  /** Compares all packets; whether all agree. */
  boolean made(Map<IpFamily, IptablesRules> rules, KernelTraces kernel, Connections connections) {
    disagreements.clear();
    seen.clear();
    noted.clear();
    Map<IpFamily, PacketTracer> tracers = new EnumMap<>(IpFamily.class);
    rules.forEach(
        (family, own) -> tracers.put(family, new PacketTracer(own, set.place().addresses())));
    for (int number = 0; number < set.packets().size(); number++) {
      Packet packet = set.packets().get(number);
      PacketTracer tracer = Optional.ofNullable(tracers.get(packet.family())).orElseThrow();
      int port = TracedSet.port(number);
      compare(packet, port, tracer, kernel.of(packet.family(), port), connections);
    }
    return disagreements.isEmpty();
  }

  private void compare(
      Packet packet, int port, PacketTracer tracer, List<Step> really, Connections connections) {
    Set<String> lists = noted.computeIfAbsent(packet.source(), key -> new HashSet<>());
    List<Trace> ways = tracer.traces(packet, lists);
    Optional<Trace> way =
        ways.stream()
            .filter(one -> one.steps().equals(really))
            .filter(one -> connections.agree(one, packet, port))
            .findFirst();
    way.ifPresentOrElse(
        one -> count(packet, one),
        () -> disagreements.add(story(packet, ways, really, connections.of(packet, port))));
    // The kernel now remembers this client, and will send it there again.
    matches(really, Match.RecentSet.class).forEach(match -> lists.add(match.list()));
  }

  private void count(Packet packet, Trace way) {
    seen.merge("agreed", 1, Integer::sum);
    seen.merge(packet.family() + " " + packet.protocol(), 1, Integer::sum);
    seen.merge("from " + packet.origin(), 1, Integer::sum);
    seen.merge(fate(packet, way), 1, Integer::sum);
    if (way.masqueraded()) {
      seen.merge("masqueraded", 1, Integer::sum);
    }
    if (way.probability() < 1) {
      seen.merge("by chance", 1, Integer::sum);
    }
    if (!matches(way.steps(), Match.RecentCheck.class).isEmpty()) {
      seen.merge("by affinity", 1, Integer::sum);
    }
  }

  private static String fate(Packet packet, Trace way) {
    return switch (way.fate()) {
      case Fate.Rejected() -> "rejected";
      case Fate.Dropped() -> "dropped";
      case Fate.Delivered(String ip, int port) ->
          ip.equals(packet.destination()) && port == packet.port() ? "untouched" : "translated";
    };
  }

  private static <M extends Match> List<M> matches(List<Step> steps, Class<M> kind) {
    return steps.stream()
        .flatMap(step -> step.rule().matches().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private String story(
      Packet packet, List<Trace> ways, List<Step> really, Optional<Connections.Entry> entry) {
    return "%s%n%s%nthe kernel: %s%s%nthe tracer: %s"
        .formatted(
            set.name(),
            packet,
            entry.map(Connections.Entry::toString).orElse("no connection"),
            lines(really),
            ways.stream()
                .map(way -> way.fate() + ", masqueraded " + way.masqueraded() + lines(way.steps()))
                .collect(Collectors.joining("\nor ")));
  }

  private static String lines(List<Step> steps) {
    return steps.stream()
        .map(step -> "\n  " + step.chain().name() + " " + step.rule())
        .collect(Collectors.joining());
  }
}
