package dev.servicelab.dns.records;

import java.util.List;

/**
 * The rules that make a zone, in the order of the specification. Pods (§2.6) differ, see {@link
 * PodRecords}.
 */
final class RecordRules {

  static final List<RecordRule> ALL =
      List.of(
          new ZoneApex(),
          new SchemaVersion(),
          new ClusterIpAddresses(),
          new ClusterIpPorts(),
          new ClusterIpReverse(),
          new HeadlessAddresses(),
          new EndpointAddresses(),
          new HeadlessPorts(),
          new EndpointReverse(),
          new ExternalNames());

  private RecordRules() {}
}
