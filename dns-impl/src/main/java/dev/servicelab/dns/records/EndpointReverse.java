package dev.servicelab.dns.records;

import dev.servicelab.dns.records.NamedService.NamedEndpoint;

/**
 * Specification §2.4.3: a ready endpoint's address leads back to its name. A pod behind several
 * Services has several such names; as in CoreDNS it gets a PTR for each, headless or not, unless
 * option {@code ptr_hostname_only} asks for hostnames only.
 */
final class EndpointReverse implements RecordRule {

  @Override
  public void emit(ServiceZone zone, RecordSink sink) {
    if (!zone.isPrimary()) {
      return;
    }
    for (NamedService service : zone.services()) {
      for (NamedEndpoint endpoint : service.endpoints()) {
        if (endpoint.hasHostname() || !zone.options().ptrHostnameOnly()) {
          sink.reverse(endpoint.address(), endpoint.name());
        }
      }
    }
  }
}
