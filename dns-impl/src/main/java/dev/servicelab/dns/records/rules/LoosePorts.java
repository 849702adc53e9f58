package dev.servicelab.dns.records.rules;

import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.dns.records.options.Choice.Side;
import dev.servicelab.dns.records.rules.SrvRecords.SrvTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;

/**
 * Ports as CoreDNS reads them: with or without underscores, and an underscore alone stands for any
 * port or protocol. Made when asked for, as there are many ways to write one port.
 */
public final class LoosePorts {

  private LoosePorts() {}

  /**
   * The records of one such name by type number; empty if no port fits.
   *
   * @param name the name asked for
   * @param service a Service
   * @param port the first label
   * @param protocol the second label
   */
  public static Optional<Map<Integer, RecordSet>> of(
      Name name, NamedService service, String port, String protocol) {
    String number = bare(port);
    String transport = bare(protocol);
    List<SrvTarget> targets =
        SrvTarget.of(service).stream()
            .filter(target -> number.isEmpty() || target.port().equalsIgnoreCase(number))
            .filter(
                target -> transport.isEmpty() || target.protocol().lowerCase().equals(transport))
            .toList();
    if (targets.isEmpty()) {
      return Optional.empty();
    }
    RecordSink sink = new RecordSink(name, service.options().ttl());
    sink.exists(name);
    SrvRecords.at(name, targets, service.options().ttl(), sink);
    if (service.options().chose(Choice.PORT_ADDRESSES, Side.SERVICE)) {
      targets.forEach(target -> sink.address(name, target.address()));
    }
    return Optional.ofNullable(sink.names().get(name));
  }

  private static String bare(String label) {
    return label.startsWith("_") ? label.substring(1) : label;
  }
}
