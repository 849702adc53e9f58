package dev.servicelab.labs.steps.packets;

import dev.servicelab.labs.kernel.PacketCounters;
import dev.servicelab.labs.kernel.PacketCounters.Place;
import dev.servicelab.labs.traffic.Knock;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.Traffic;
import dev.servicelab.labs.world.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of one knock of each.
 *
 * @param knocks by who and where
 * @param left how many packets left each client's node with the destination that was asked for
 */
record Silence(Map<String, Knock> knocks, Map<String, Long> left) {

  /**
   * Each knocks once at each target, and their nodes count meanwhile.
   *
   * @param name distinguishes the counters of this look from those of others at the same time
   */
  static Silence look(Scene scene, String name, List<Requester> from, List<Target> to) {
    String match =
        "-d %s -p tcp -m multiport --dports %s"
            .formatted(
                to.stream().map(Target::host).distinct().collect(Collectors.joining(",")),
                to.stream()
                    .map(target -> Integer.toString(target.port()))
                    .distinct()
                    .collect(Collectors.joining(",")));
    List<PacketCounters> counters = new ArrayList<>();
    try {
      from.stream()
          .flatMap(requester -> requester.node().stream())
          .distinct()
          .map(
              node -> PacketCounters.begin(scene.cluster(), node, name, List.of(Place.LEFT), match))
          .forEach(counters::add);
      Map<String, Knock> knocks = Traffic.knocks(from, to);
      Map<String, Long> left = new TreeMap<>();
      counters.forEach(counter -> left.put(counter.node(), counter.read(Place.LEFT)));
      return new Silence(knocks, left);
    } finally {
      counters.forEach(PacketCounters::close);
    }
  }
}
