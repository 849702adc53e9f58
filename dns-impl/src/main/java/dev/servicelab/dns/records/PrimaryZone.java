package dev.servicelab.dns.records;

import dev.servicelab.dns.chain.Zones;
import org.xbill.DNS.Name;

/** Which of several forward zones reverse answers speak of: the first one written. */
final class PrimaryZone {

  private PrimaryZone() {}

  static Name of(RecordOptions options) {
    return options.zones().stream()
        .filter(zone -> !Zones.isReverse(zone))
        .findFirst()
        .orElse(Name.root);
  }
}
