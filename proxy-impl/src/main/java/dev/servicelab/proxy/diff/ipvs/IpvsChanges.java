package dev.servicelab.proxy.diff.ipvs;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.ipvs.IpBatchPrinter;
import dev.servicelab.proxy.rules.ipvs.IpsetPrinter;
import dev.servicelab.proxy.rules.ipvs.IpvsTables;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import dev.servicelab.proxy.rules.ipvs.SetEntry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One step from what is in the kernel to what should be, without the iptables rules.
 *
 * @param made ipsets that are missing
 * @param added entries that come, by set
 * @param removed entries that go, by set
 * @param makeDevice whether the interface is missing
 * @param bound addresses that the interface gets, sorted
 * @param unbound addresses that it loses, sorted
 * @param servers lines for the virtual servers, in this order
 * @param after what is there when all of it is done
 */
public record IpvsChanges(
    List<KubeSet> made,
    Map<KubeSet, List<SetEntry>> added,
    Map<KubeSet, List<SetEntry>> removed,
    boolean makeDevice,
    List<String> bound,
    List<String> unbound,
    List<ServerChange> servers,
    IpvsTables after) {

  public IpvsChanges {
    made = List.copyOf(made);
    added = new EnumMap<>(added);
    removed = new EnumMap<>(removed);
    bound = List.copyOf(bound);
    unbound = List.copyOf(unbound);
    servers = List.copyOf(servers);
  }

  /** Whether everything is as it should be. */
  public boolean isEmpty() {
    return made.isEmpty()
        && added.isEmpty()
        && removed.isEmpty()
        && !makeDevice
        && bound.isEmpty()
        && unbound.isEmpty()
        && servers.isEmpty();
  }

  /** For {@code ipset restore}; empty if there is nothing to do. */
  public String ipset(IpFamily family) {
    IpsetPrinter printer = new IpsetPrinter(family);
    StringBuilder text = new StringBuilder();
    made.forEach(set -> text.append(printer.create(set)));
    // First, so that a set is not found full for what is about to leave it.
    removed.forEach(
        (set, entries) -> entries.forEach(one -> text.append(printer.delete(set, one))));
    added.forEach((set, entries) -> entries.forEach(one -> text.append(printer.add(set, one))));
    return text.toString();
  }

  /** For {@code ip -batch}; empty if there is nothing to do. */
  public String ip() {
    StringBuilder text = new StringBuilder();
    if (makeDevice) {
      text.append(IpBatchPrinter.makeDevice());
    }
    bound.forEach(address -> text.append(IpBatchPrinter.bind(address)));
    unbound.forEach(address -> text.append(IpBatchPrinter.unbind(address)));
    return text.toString();
  }

  /** For {@code ipvsadm -R}; empty if there is nothing to do. */
  public String ipvsadm() {
    return servers.stream().map(ServerChange::line).collect(Collectors.joining());
  }

  /** What is done, in numbers, for the log. */
  public String summary() {
    return "ipvs: %d lines; ipset: %d entries added, %d deleted; %s: %d addresses added, %d deleted"
        .formatted(
            servers.size(),
            added.values().stream().mapToInt(List::size).sum(),
            removed.values().stream().mapToInt(List::size).sum(),
            IpvsTables.DEVICE,
            bound.size(),
            unbound.size());
  }
}
