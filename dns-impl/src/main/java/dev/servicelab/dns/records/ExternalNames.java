package dev.servicelab.dns.records;

import dev.servicelab.state.ServiceRecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * Specification §2.5: an ExternalName Service is a CNAME. A target that looks like an address is
 * none, since a CNAME leads to a name: such a Service has no record, as in CoreDNS.
 */
final class ExternalNames implements RecordRule {

  @Override
  public void emit(ServiceZone zone, RecordSink sink) {
    for (NamedService service : zone.services()) {
      String target = service.service().externalName();
      boolean external = service.service().type() == ServiceRecord.Type.EXTERNAL_NAME;
      if (external && !target.isEmpty() && Labels.address(target).isEmpty()) {
        alias(service.name(), target, zone.options().ttl(), sink);
      }
    }
  }

  private static void alias(Name name, String target, long ttl, RecordSink sink) {
    try {
      sink.add(new CNAMERecord(name, DClass.IN, ttl, Name.fromString(target, Name.root)));
    } catch (TextParseException e) {
      // The API refuses such a target; from a manifest it gives a Service without a name, like an
      // empty one.
    }
  }
}
