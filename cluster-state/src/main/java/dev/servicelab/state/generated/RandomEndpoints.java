package dev.servicelab.state.generated;

import dev.servicelab.state.EndpointSliceRecord.AddressType;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes endpoints up: where they run, how they are, and for whom they are meant. */
final class RandomEndpoints {
  private static final int PODS_PER_NODE = 9;

  private final Dice dice;

  RandomEndpoints(Dice dice) {
    this.dice = dice;
  }

  /** None to nine endpoints, each address once. */
  List<Endpoint> some(AddressType type) {
    Map<String, Endpoint> endpoints = new HashMap<>();
    List<String> order = new ArrayList<>();
    Hints hints = dice.chance(40) ? dice.one(List.of(Hints.values())) : Hints.NONE;
    List<Place> places = dice.some(List.of(Place.values()), dice.between(1, 3));
    int mostlyReady = dice.chance(60) ? 95 : dice.between(0, 70);
    for (int left = dice.between(0, 9); left > 0; left--) {
      Endpoint endpoint = endpoint(type, dice.one(places), hints, mostlyReady);
      String address = endpoint.addresses().getFirst();
      if (endpoints.put(address, endpoint) == null) {
        order.add(address);
      }
    }
    return order.stream().map(endpoints::get).toList();
  }

  /** Another state of the same endpoint, such as a probe or a deletion brings about. */
  Endpoint changed(Endpoint old) {
    return withConditions(old, dice.chance(50));
  }

  private Endpoint endpoint(AddressType type, Place place, Hints hints, int percentReady) {
    List<String> addresses = new ArrayList<>(List.of(address(type, place)));
    if (dice.chance(3)) {
      addresses.add(pod(type, place, 200));
    }
    Endpoint endpoint =
        new Endpoint(
            addresses,
            true,
            true,
            false,
            "",
            dice.chance(95) ? place.node() : "",
            place.zone(),
            zones(hints, place),
            nodes(hints, place),
            "");
    return withConditions(endpoint, dice.chance(percentReady));
  }

  /** Ready means not terminating, and serving; all else occurs: KEP-1672. */
  private Endpoint withConditions(Endpoint old, boolean ready) {
    return new Endpoint(
        old.addresses(),
        ready,
        ready || dice.chance(50),
        !ready && dice.chance(60),
        old.hostname(),
        old.nodeName(),
        old.zone(),
        old.hintZones(),
        old.hintNodes(),
        old.targetPod());
  }

  /** A pod's address; sometimes its node's, for pods in the network of their node. */
  private String address(AddressType type, Place place) {
    if (dice.chance(6)) {
      return type == AddressType.IPV4 ? place.addressIpv4() : place.addressIpv6();
    }
    return pod(type, place, dice.between(2, 1 + PODS_PER_NODE));
  }

  private static String pod(AddressType type, Place place, int number) {
    return type == AddressType.IPV4
        ? place.podsIpv4() + number
        : place.podsIpv6() + Integer.toHexString(number);
  }

  private Set<String> zones(Hints hints, Place place) {
    return switch (hints) {
      case NONE, NODES -> Set.of();
      case ZONES, BOTH -> Set.of(place.zone());
      case ELSEWHERE -> Set.of("zone-c");
      case MOST -> dice.chance(80) ? Set.of(place.zone(), "zone-c") : Set.of();
    };
  }

  private Set<String> nodes(Hints hints, Place place) {
    return switch (hints) {
      case NONE, ZONES -> Set.of();
      case NODES, BOTH -> Set.of(place.node());
      case ELSEWHERE -> Set.of("node9");
      case MOST -> dice.chance(80) ? Set.of(place.node()) : Set.of();
    };
  }

  /** Which endpoints of a Service have hints. One without any makes all of them void: KEP-2433. */
  private enum Hints {
    NONE,
    ZONES,
    NODES,
    BOTH,
    ELSEWHERE,
    MOST
  }
}
