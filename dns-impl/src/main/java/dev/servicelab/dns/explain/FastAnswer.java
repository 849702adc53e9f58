package dev.servicelab.dns.explain;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.ZoneRouter;
import dev.servicelab.dns.fast.FastLane;
import dev.servicelab.dns.fast.FastPath;
import dev.servicelab.dns.fast.FastZones;
import dev.servicelab.dns.fast.Lane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;

/** Whether a question is answered with ready-made bytes, before any plugin is asked. */
final class FastAnswer {

  private static final int ROOM = 65535;

  /** Threads are told apart for counting only. */
  private static final int THREAD = 0;

  private FastAnswer() {}

  /** Whether the fast lane has the answer to a packet; nobody counts that it was asked. */
  static boolean exists(ZoneRouter router, byte[] packet, Client client) {
    Map<Name, Optional<Lane>> lanes = new HashMap<>();
    router.zones().forEach((zone, route) -> lanes.put(zone, uncounted(route.chain().lane())));
    FastZones zones = new FastZones(lanes);
    boolean tcp = client.transport() == Transport.TCP;
    return new FastPath(() -> zones, ROOM, THREAD)
            .answer(packet, packet.length, tcp, client.family() == 2, System.nanoTime())
        > 0;
  }

  /** The same in words, with the plugin that wants to see every question if there is one. */
  static String words(Rehearsal rehearsal) {
    if (rehearsal.fast()) {
      return "Fast lane: the same reply is sent from memory, no plugin is asked";
    }
    for (Plugin plugin : rehearsal.route().chain().plugins()) {
      if (plugin.fastLane() instanceof FastLane.Closed) {
        return "Fast lane: closed, as %s has to see every question".formatted(plugin.name());
      }
      if (plugin.fastLane() instanceof FastLane.Answers) {
        return "Fast lane: open, but this question needs the plugins";
      }
    }
    return "Fast lane: none, as nobody here keeps answers ready";
  }

  private static Optional<Lane> uncounted(Optional<Lane> lane) {
    return lane.map(one -> new Lane(one.answers(), one.shuffles(), List.of()));
  }
}
