package dev.servicelab.dns.records;

import dev.servicelab.state.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;

/**
 * SRV records of one Service (RFC 2782): {@code _PORT._PROTOCOL.SERVICE} for named ports, and, as
 * in CoreDNS, all ports at the Service's own name. Priority 0; the weight shares 100 among the
 * records of a name, at least 1 each.
 */
final class SrvRecords {

  private SrvRecords() {}

  /**
   * Where a port is served.
   *
   * @param port the port's name, empty if it has none
   * @param protocol its transport
   * @param number its number at the target
   * @param target the name that has the addresses
   */
  record SrvTarget(String port, Protocol protocol, int number, Name target) {}

  static void emit(Name service, List<SrvTarget> targets, long ttl, RecordSink sink) {
    List<SrvTarget> distinct = targets.stream().distinct().toList();
    add(service, distinct, ttl, sink);
    Map<Name, List<SrvTarget>> named = new LinkedHashMap<>();
    for (SrvTarget target : distinct) {
      owner(service, target)
          .ifPresent(name -> named.computeIfAbsent(name, n -> new ArrayList<>()).add(target));
    }
    named.forEach((name, of) -> add(name, of, ttl, sink));
  }

  private static void add(Name owner, List<SrvTarget> targets, long ttl, RecordSink sink) {
    int weight = Math.max(1, 100 / Math.max(1, targets.size()));
    for (SrvTarget target : targets) {
      sink.add(new SRVRecord(owner, DClass.IN, ttl, 0, weight, target.number(), target.target()));
    }
  }

  private static Optional<Name> owner(Name service, SrvTarget target) {
    if (target.port().isEmpty()) {
      return Optional.empty();
    }
    return Labels.child("_" + target.protocol().lowerCase(), service)
        .flatMap(protocol -> Labels.child("_" + target.port(), protocol));
  }
}
