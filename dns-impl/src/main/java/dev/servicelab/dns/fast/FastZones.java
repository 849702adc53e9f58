package dev.servicelab.dns.fast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/** The zones of a listening address as the fast lane sees them. Immutable. */
public final class FastZones {

  /** No zone has a fast lane. */
  public static final FastZones NONE = new FastZones(Map.of());

  private final List<Entry> longestFirst;

  /**
   * Zones with their lanes.
   *
   * @param zones every zone that is served; those without a lane take questions away from the lanes
   *     of zones above them
   */
  public FastZones(Map<Name, Optional<Lane>> zones) {
    List<Entry> entries = new ArrayList<>();
    zones.forEach((zone, lane) -> entries.add(Entry.of(zone, lane)));
    entries.sort(Comparator.comparingInt((Entry entry) -> entry.zone().labels()).reversed());
    longestFirst = List.copyOf(entries);
  }

  /** A zone; without a lane it knows no answers. */
  record Entry(
      WireName zone, List<ReadyAnswers> answers, boolean shuffles, List<FastCounts.OfZone> counts) {

    static Entry of(Name zone, Optional<Lane> lane) {
      return new Entry(
          WireName.of(zone),
          lane.map(Lane::answers).orElse(List.of()),
          lane.isPresent() && lane.get().shuffles(),
          lane.map(Lane::counts).orElse(List.of()).stream()
              .map(counts -> counts.forZone(zone))
              .toList());
    }

    /** The answer to a question of this zone, if one of its plugins has it ready. */
    ReadyAnswer find(Question question) {
      // By index: an iterator would be an allocation for each query.
      for (int i = 0; i < answers.size(); i++) {
        ReadyAnswer answer = answers.get(i).find(question);
        if (answer != null) {
          return answer;
        }
      }
      return ReadyAnswer.ASK_THE_PLUGINS;
    }

    void replied(Question question, int rcode, int size, long nanos) {
      for (int i = 0; i < counts.size(); i++) {
        counts.get(i).replied(question, rcode, size, nanos);
      }
    }
  }

  /** The zone that answers for the name asked for. */
  @Nullable Entry find(Question question) {
    for (int i = 0; i < longestFirst.size(); i++) {
      Entry entry = longestFirst.get(i);
      if (question.isUnder(entry.zone())) {
        return entry;
      }
    }
    return null;
  }
}
