package dev.servicelab.proxy.apply.ipvs;

import dev.servicelab.proxy.diff.ipvs.IpvsChanges;
import dev.servicelab.proxy.diff.ipvs.ServerChange;
import dev.servicelab.proxy.rules.ipvs.IpvsTables;
import dev.servicelab.proxy.rules.ipvs.RealServer;
import dev.servicelab.proxy.rules.ipvs.VirtualAddress;
import dev.servicelab.proxy.rules.ipvs.VirtualServer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Real servers with weight 0: they get no new connection, and go when their last one has ended.
 * What the kernel says about connections is read only after the weight has been set, so that none
 * can come in between.
 */
final class Leaving {
  private static final System.Logger LOG = System.getLogger(Leaving.class.getName());

  private final IpvsTools tools;

  Leaving(IpvsTools tools) {
    this.tools = tools;
  }

  /**
   * Deletes those without connections.
   *
   * @param changes what has just been done
   * @param lookAgain whether to look after those that have been leaving for longer, too
   * @return what the kernel holds now
   */
  IpvsTables settled(IpvsChanges changes, boolean lookAgain) {
    IpvsTables tables = changes.after();
    boolean news = changes.servers().stream().anyMatch(Leaving::isLeaving);
    if ((!news && !lookAgain) || tables.leaving().isEmpty()) {
      return tables;
    }
    Connections connections = Connections.parse(tools.connections());
    List<ServerChange> gone = new ArrayList<>();
    tables
        .leaving()
        .forEach(
            (address, servers) ->
                servers.stream()
                    .filter(server -> connections.none(address, server))
                    .forEach(server -> gone.add(new ServerChange.RealGone(address, server))));
    if (gone.isEmpty()) {
      return tables;
    }
    tools.ipvsadm(gone.stream().map(ServerChange::line).collect(Collectors.joining()));
    LOG.log(
        System.Logger.Level.DEBUG, "{0} real servers had no connection left and went", gone.size());
    return tables.with(without(tables.servers(), gone));
  }

  private static boolean isLeaving(ServerChange change) {
    return change instanceof ServerChange.RealWeighed(var _, RealServer server)
        && server.weight() == RealServer.LEAVING;
  }

  private static SortedMap<VirtualAddress, VirtualServer> without(
      SortedMap<VirtualAddress, VirtualServer> servers, List<ServerChange> gone) {
    SortedMap<VirtualAddress, VirtualServer> left = new TreeMap<>(servers);
    for (ServerChange one : gone) {
      if (one instanceof ServerChange.RealGone(VirtualAddress address, RealServer server)) {
        left.computeIfPresent(
            address,
            (key, virtual) ->
                virtual.with(
                    virtual.servers().stream().filter(real -> !real.equals(server)).toList()));
      }
    }
    return left;
  }
}
