package dev.servicelab.dns.records.rules;

import java.util.List;

/**
 * With option {@code zonal}: the names above {@code TOPOLOGY-ZONE.pin._zone.SERVICE} exist, as
 * every such name does, whatever the zone.
 */
final class ZonalBranches implements RecordRule {

  @Override
  public void emit(NamedService service, RecordSink sink) {
    if (service.options().zonal() && service.isHeadless()) {
      Labels.child("_zone", service.name())
          .ifPresent(
              zone ->
                  List.of("pin", "prefer")
                      .forEach(word -> Labels.child(word, zone).ifPresent(sink::exists)));
    }
  }
}
