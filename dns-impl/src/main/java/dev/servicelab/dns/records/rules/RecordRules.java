package dev.servicelab.dns.records.rules;

import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;

/** The rules that make a Service's records, in the order of the specification. */
public final class RecordRules {

  private static final List<RecordRule> ALL =
      List.of(
          new ClusterIpAddresses(),
          new ClusterIpPorts(),
          new HeadlessAddresses(),
          new EndpointAddresses(),
          new HeadlessPorts(),
          new EndpointPorts(),
          new ZonalBranches(),
          new ExternalNames());

  private RecordRules() {}

  /**
   * All names of a Service with their records: name, then type number. Empty if the Service has no
   * name, like a headless one that nobody stands behind.
   */
  public static Map<Name, Map<Integer, RecordSet>> records(NamedService service) {
    RecordSink sink = new RecordSink(service.name(), service.options().ttl());
    ALL.forEach(rule -> rule.emit(service, sink));
    return sink.names();
  }
}
