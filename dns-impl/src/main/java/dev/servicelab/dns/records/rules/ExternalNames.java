package dev.servicelab.dns.records.rules;

import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.dns.records.options.Choice.Side;
import dev.servicelab.state.ServiceRecord;
import java.net.InetAddress;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * Specification §2.5: an ExternalName Service is a CNAME. A target that looks like an address is
 * none, since a CNAME leads to a name: such a Service has no record, as in CoreDNS, unless its
 * address is chosen as its record, as in kube-dns.
 */
final class ExternalNames implements RecordRule {

  @Override
  public void emit(NamedService service, RecordSink sink) {
    String target = target(service);
    Optional<InetAddress> address = Labels.address(target);
    if (address.isEmpty() && !target.isEmpty()) {
      alias(service.name(), target, service.options().ttl(), sink);
    } else if (service.options().chose(Choice.ADDRESS_TARGET, Side.ADDRESS)) {
      address.ifPresent(literal -> sink.address(service.name(), literal));
    }
  }

  private static String target(NamedService service) {
    return service
        .service()
        .filter(record -> record.type() == ServiceRecord.Type.EXTERNAL_NAME)
        .map(ServiceRecord::externalName)
        .orElse("");
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
