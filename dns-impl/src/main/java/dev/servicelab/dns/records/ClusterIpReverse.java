package dev.servicelab.dns.records;

import org.xbill.DNS.Name;

/**
 * Specification §2.3.3: a virtual address leads back to its Service's name in the first forward
 * zone.
 */
final class ClusterIpReverse implements RecordRule {

  @Override
  public void emit(ServiceZone zone, RecordSink sink) {
    if (!zone.isPrimary()) {
      return;
    }
    for (NamedService service : zone.clusterIpServices()) {
      Name target = service.name();
      service.clusterIps().forEach(address -> sink.reverse(address, target));
    }
  }
}
