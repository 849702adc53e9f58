package dev.servicelab.proxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.IptablesRenderer;
import dev.servicelab.proxy.rules.iptables.render.Layout;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.PacketTracer;
import dev.servicelab.proxy.trace.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A layout is a shape: what becomes of a packet, and how likely, is the same in all of them. */
class LayoutsAgreeTest {
  private static final int PACKETS = 150;

  static LongStream seeds() {
    return LongStream.range(500, 560);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSamePacketHasTheSameFates(long seed) {
    TracedSet set = RandomSet.of(seed, PACKETS);
    Map<IpFamily, Map<Layout, PacketTracer>> tracers = new HashMap<>();
    set.options().forEach((family, options) -> tracers.put(family, tracers(set, family, options)));

    assertThat(set.packets())
        .hasSize(PACKETS)
        .allSatisfy(packet -> same(packet, tracers.getOrDefault(packet.family(), Map.of())));
  }

  private static Map<Layout, PacketTracer> tracers(
      TracedSet set, IpFamily family, IptablesOptions options) {
    Map<Layout, PacketTracer> tracers = new TreeMap<>();
    for (Layout layout : Layout.values()) {
      var plan = new Planner(set.view(), family).plan(set.cluster());
      var rules = new IptablesRenderer(options.with(layout)).render(plan);
      tracers.put(layout, new PacketTracer(rules, set.place().addresses()));
    }
    return tracers;
  }

  private static void same(Packet packet, Map<Layout, PacketTracer> tracers) {
    Map<String, Double> current = odds(packet, tracers, Layout.CURRENT);
    assertThat(current.values().stream().mapToDouble(odds -> odds).sum())
        .isCloseTo(1, within(1e-7));
    for (Layout other : Set.of(Layout.V1_23, Layout.V1_9)) {
      assertThat(odds(packet, tracers, other)).as(packet + " in " + other).isEqualTo(current);
    }
  }

  /** How likely each end is, rounded so that sums of the same numbers are the same. */
  private static Map<String, Double> odds(
      Packet packet, Map<Layout, PacketTracer> tracers, Layout layout) {
    Map<String, Double> odds = new TreeMap<>();
    List<Trace> ways =
        tracers.entrySet().stream()
            .filter(entry -> entry.getKey() == layout)
            .flatMap(entry -> entry.getValue().traces(packet).stream())
            .toList();
    for (Trace way : ways) {
      String end = way.fate() + (way.masqueraded() ? ", masqueraded" : "");
      odds.merge(end, way.probability(), Double::sum);
    }
    odds.replaceAll((end, sum) -> Math.rint(sum * 1e9) / 1e9);
    return odds;
  }
}
