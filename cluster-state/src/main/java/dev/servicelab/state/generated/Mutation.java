package dev.servicelab.state.generated;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Small changes to a made-up cluster, one after the other. What a change leaves alone stays the
 * same instance, as sources keep it. A Service that changes may become another altogether, of the
 * same name: for an API server it must be deleted and made again.
 */
public final class Mutation {
  private final Dice dice;

  /** Changes that follow from a seed. */
  public Mutation(long seed) {
    this.dice = new Dice(seed);
  }

  /** The cluster after one small change; of the next revision. */
  public ClusterSnapshot of(ClusterSnapshot cluster) {
    List<ServiceRecord> services = new ArrayList<>(cluster.services());
    List<EndpointSliceRecord> slices = new ArrayList<>(cluster.endpointSlices());
    List<NodeRecord> nodes = cluster.nodes();
    int kind = dice.between(0, 99);
    if (kind < 50 && !slices.isEmpty()) {
      int at = dice.between(0, slices.size() - 1);
      slices.set(at, changed(slices.get(at)));
    } else if (kind < 60 && !slices.isEmpty()) {
      slices.remove(dice.between(0, slices.size() - 1));
    } else if (kind < 75 && !services.isEmpty()) {
      change(services);
    } else if (kind < 85 && services.size() > 1) {
      services.remove(dice.between(0, services.size() - 1));
    } else if (kind < 97) {
      add(services, slices);
    } else {
      nodes = List.of(RandomCluster.node(dice));
    }
    return RandomCluster.sorted(cluster.revision() + 1, services, slices, nodes);
  }

  /** One endpoint changes its state, comes or goes; a copy in another slice stays as it was. */
  private EndpointSliceRecord changed(EndpointSliceRecord old) {
    List<Endpoint> endpoints = new ArrayList<>(old.endpoints());
    RandomEndpoints random = new RandomEndpoints(dice);
    if (endpoints.isEmpty()) {
      endpoints.addAll(random.some(old.addressType()));
    } else if (dice.chance(60)) {
      int at = dice.between(0, endpoints.size() - 1);
      endpoints.set(at, random.changed(endpoints.get(at)));
    } else {
      endpoints.remove(dice.between(0, endpoints.size() - 1));
    }
    return old.with(old.addressType(), endpoints);
  }

  private void change(List<ServiceRecord> services) {
    int at = dice.between(0, services.size() - 1);
    services.set(at, new RandomService(Slot.of(services.get(at)), dice).service());
  }

  private void add(List<ServiceRecord> services, List<EndpointSliceRecord> slices) {
    Set<Integer> taken = new HashSet<>();
    services.forEach(service -> taken.add(Slot.of(service).number()));
    int free = 0;
    while (taken.contains(free)) {
      free++;
    }
    if (free < Slot.COUNT) {
      ServiceRecord service = new RandomService(new Slot(free), dice).service();
      services.add(service);
      // Slices of an earlier Service of this name may still be there, as in a real cluster.
      RandomSlices random = new RandomSlices(dice);
      Set<String> names = new HashSet<>();
      slices.forEach(slice -> names.add(slice.namespace() + "/" + slice.name()));
      random.of(service).stream()
          .filter(slice -> names.add(slice.namespace() + "/" + slice.name()))
          .forEach(slices::add);
    }
  }
}
