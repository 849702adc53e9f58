package dev.servicelab.proxy.pages;

import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.plan.FrontendAddress;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.rules.ipvs.IpvsRules;
import dev.servicelab.proxy.rules.ipvs.IpvsTables;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import dev.servicelab.proxy.rules.ipvs.SetEntry;
import dev.servicelab.proxy.rules.ipvs.VirtualAddress;
import dev.servicelab.proxy.rules.ipvs.VirtualServer;
import dev.servicelab.state.ObjectName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one Service has in ipvs mode: its virtual servers, and what sets know of it. */
final class IpvsOfService {
  private final IpvsRules all;
  private final ObjectName service;
  private final List<ServicePortPlan> ports;

  IpvsOfService(IpvsRules all, ObjectName service, List<ServicePortPlan> ports) {
    this.all = all;
    this.service = service;
    this.ports =
        ports.stream()
            .filter(port -> port.name().namespace().equals(service.namespace()))
            .filter(port -> port.name().service().equals(service.name()))
            .toList();
  }

  IpvsRules rules() {
    IpvsTables tables = all.tables();
    SortedMap<VirtualAddress, VirtualServer> servers = new TreeMap<>(tables.servers());
    servers.keySet().removeIf(address -> !isOwn(address));
    Map<KubeSet, Set<SetEntry>> sets = new EnumMap<>(KubeSet.class);
    tables
        .sets()
        .forEach(
            (set, entries) -> {
              Set<SetEntry> own = entries.stream().filter(this::isOwn).collect(Collectors.toSet());
              if (!own.isEmpty()) {
                sets.put(set, own);
              }
            });
    Set<String> bound = tables.addresses().stream().filter(this::isOwn).collect(Collectors.toSet());
    return new IpvsRules(
        new RulesOfService(all.iptables(), service).rules(),
        new IpvsTables(sets, tables.device(), bound, servers));
  }

  private boolean isOwn(SetEntry entry) {
    return switch (entry) {
      case SetEntry.Ip(String ip) -> isOwn(ip);
      case SetEntry.Port(int number) ->
          ports.stream()
              .anyMatch(port -> port.healthCheckNodePort() == number || isNodePort(port, number));
      case SetEntry.IpPort(String ip, var protocol, int number) ->
          isOwn(new VirtualAddress(ip, protocol, number));
      case SetEntry.IpPortNet(String ip, var protocol, int number, var _) ->
          isOwn(new VirtualAddress(ip, protocol, number));
      case SetEntry.IpPortIp(String ip, var protocol, int number, var _) ->
          isOwn(new VirtualAddress(ip, protocol, number)) || isEndpoint(ip, number);
      case SetEntry.Foreign _ -> false;
    };
  }

  private boolean isOwn(VirtualAddress address) {
    return ports.stream()
        .filter(port -> port.name().protocol() == address.protocol())
        .anyMatch(
            port ->
                isNodePort(port, address.port())
                    || port.frontends().stream()
                        .anyMatch(
                            one ->
                                one.address().port() == address.port()
                                    && ip(one.address()).equals(address.ip())));
  }

  private boolean isOwn(String ip) {
    return ports.stream()
        .flatMap(port -> port.frontends().stream())
        .anyMatch(one -> ip(one.address()).equals(ip));
  }

  private boolean isEndpoint(String ip, int number) {
    return ports.stream()
        .flatMap(port -> port.known().stream())
        .filter(Endpoint::local)
        .anyMatch(one -> one.ip().equals(ip) && one.port() == number);
  }

  private static boolean isNodePort(ServicePortPlan port, int number) {
    return port.frontends().stream()
        .anyMatch(
            one -> one.address() instanceof FrontendAddress.NodePort(int own) && own == number);
  }

  /** Empty for node ports, which are at all of the node's addresses. */
  private static String ip(FrontendAddress address) {
    return switch (address) {
      case FrontendAddress.ClusterIp(String ip, int _) -> ip;
      case FrontendAddress.ExternalIp(String ip, int _) -> ip;
      case FrontendAddress.LoadBalancerIp(String ip, int _, var _) -> ip;
      case FrontendAddress.NodePort _ -> "";
    };
  }
}
