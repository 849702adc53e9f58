package dev.servicelab.proxy.pages;

import dev.servicelab.proxy.plan.Clients;
import dev.servicelab.proxy.plan.Masquerade;
import dev.servicelab.proxy.plan.PodTraffic;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.util.stream.Collectors;

/** A plan's decisions in a few words. */
final class Words {
  private Words() {}

  static String of(Clients clients) {
    return switch (clients) {
      case Clients.Anyone() -> "anyone";
      case Clients.Within(var ranges) ->
          ranges.stream().map(Object::toString).collect(Collectors.joining(", "));
    };
  }

  static String of(Masquerade masquerade) {
    return switch (masquerade) {
      case Masquerade.Nobody() -> "nobody";
      case Masquerade.Everybody() -> "everybody";
      case Masquerade.AllBut(PodTraffic pods) -> "all but " + of(pods);
    };
  }

  static String of(PodTraffic pods) {
    return switch (pods) {
      case PodTraffic.FromRange(var range) -> "from " + range;
      case PodTraffic.ByInterface(String name) -> "by interface " + name;
      case PodTraffic.ByInterfacePrefix(String prefix) -> "by interfaces " + prefix + "*";
    };
  }

  static String of(TrafficPolicy policy) {
    return switch (policy) {
      case CLUSTER -> "Cluster";
      case LOCAL -> "Local";
    };
  }
}
