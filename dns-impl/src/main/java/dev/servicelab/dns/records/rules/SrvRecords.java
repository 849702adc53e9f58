package dev.servicelab.dns.records.rules;

import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.dns.records.options.Choice.Side;
import dev.servicelab.dns.records.rules.NamedService.NamedEndpoint;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord;
import java.net.InetAddress;
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
 * targets of a name, at least 1 each.
 */
final class SrvRecords {

  /** The number of a port that is none: what an endpoint without ports has. */
  private static final int NO_PORT = -1;

  private SrvRecords() {}

  /**
   * Where a port is served.
   *
   * @param port the port's name, empty if it has none
   * @param protocol its transport
   * @param number its number at the target
   * @param target the name that has the address
   * @param address one address of the target
   */
  record SrvTarget(String port, Protocol protocol, int number, Name target, InetAddress address) {

    /** All ports of a Service, each at each address that serves it. */
    static List<SrvTarget> of(NamedService service) {
      if (service.isHeadless()) {
        return service.endpoints().stream().flatMap(endpoint -> of(endpoint).stream()).toList();
      }
      List<SrvTarget> targets = new ArrayList<>();
      if (service.hasClusterIp()) {
        for (ServiceRecord.Port port : service.service().orElseThrow().ports()) {
          for (InetAddress address : service.clusterIps()) {
            targets.add(
                new SrvTarget(port.name(), port.protocol(), port.port(), service.name(), address));
          }
        }
      }
      return targets;
    }

    /** The ports of an endpoint; one that is none if it has no ports. */
    static List<SrvTarget> of(NamedEndpoint endpoint) {
      if (endpoint.ports().isEmpty()) {
        return List.of(
            new SrvTarget("", Protocol.TCP, NO_PORT, endpoint.name(), endpoint.address()));
      }
      return endpoint.ports().stream()
          .map(
              port ->
                  new SrvTarget(
                      port.name(),
                      port.protocol(),
                      port.port(),
                      endpoint.name(),
                      endpoint.address()))
          .toList();
    }
  }

  static void emit(NamedService service, RecordSink sink) {
    List<SrvTarget> targets = SrvTarget.of(service);
    long ttl = service.options().ttl();
    if (service.options().chose(Choice.BARE_SRV, Side.ALL)) {
      at(service.name(), targets, ttl, sink);
    }
    Map<Name, List<SrvTarget>> named = new LinkedHashMap<>();
    for (SrvTarget target : targets) {
      owner(service.name(), target)
          .ifPresent(name -> named.computeIfAbsent(name, n -> new ArrayList<>()).add(target));
    }
    boolean addresses = service.options().chose(Choice.PORT_ADDRESSES, Side.SERVICE);
    named.forEach(
        (name, of) -> {
          at(name, of, ttl, sink);
          if (addresses) {
            of.forEach(target -> sink.address(name, target.address()));
          }
        });
  }

  /**
   * SRV records of one name. As in CoreDNS each address of a target takes its share of the 100, so
   * that a Service of both families has weight 50.
   */
  static void at(Name owner, List<SrvTarget> targets, long ttl, RecordSink sink) {
    int weight = Math.max(1, 100 / Math.max(1, targets.size()));
    for (SrvTarget target : targets) {
      if (target.number() != NO_PORT) {
        sink.add(
            new SRVRecord(owner, DClass.IN, ttl, 0, weight, target.number(), target.target()),
            List.of(RecordSink.address(target.target(), target.address(), ttl)));
      }
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
