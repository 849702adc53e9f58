package dev.servicelab.proxy.diff.ipvs;

import dev.servicelab.proxy.net.IpAddresses;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.ipvs.RealServer;
import dev.servicelab.proxy.rules.ipvs.VirtualAddress;
import dev.servicelab.proxy.rules.ipvs.VirtualServer;
import dev.servicelab.state.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what {@code ipvsadm -Sn} prints. Virtual servers that go by a packet's mark instead of its
 * address are passed over: no proxy makes them.
 */
public final class SavedServers {
  private final IpFamily family;
  private final SortedMap<VirtualAddress, VirtualServer> servers = new TreeMap<>();

  private SavedServers(IpFamily family) {
    this.family = family;
  }

  /** The virtual servers of one family. */
  public static SortedMap<VirtualAddress, VirtualServer> parse(String saved, IpFamily family) {
    SavedServers found = new SavedServers(family);
    saved.lines().map(line -> line.strip().split("\\s+")).forEach(found::take);
    return found.servers;
  }

  private void take(String[] words) {
    Optional<VirtualAddress> address = address(words);
    address
        .filter(one -> IpFamily.of(one.ip()) == family)
        .ifPresent(
            one -> {
              switch (words[0]) {
                case "-A" -> servers.put(one, virtual(one, words));
                case "-a" -> servers.computeIfPresent(one, (key, server) -> with(server, words));
                default -> {}
              }
            });
  }

  private static Optional<VirtualAddress> address(String[] words) {
    if (words.length < 3) {
      return Optional.empty();
    }
    return protocol(words[1])
        .map(protocol -> new VirtualAddress(ip(words[2]), protocol, port(words[2])));
  }

  private static Optional<Protocol> protocol(String option) {
    return switch (option) {
      case "-t" -> Optional.of(Protocol.TCP);
      case "-u" -> Optional.of(Protocol.UDP);
      case "--sctp-service" -> Optional.of(Protocol.SCTP);
      default -> Optional.empty();
    };
  }

  private static VirtualServer virtual(VirtualAddress address, String[] words) {
    Optional<String> seconds = after("-p", words);
    return new VirtualServer(
        address,
        after("-s", words).orElse(""),
        seconds.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(seconds.get())),
        after("-b", words).orElse(""),
        List.of());
  }

  private static VirtualServer with(VirtualServer server, String[] words) {
    List<RealServer> servers = new ArrayList<>(server.servers());
    after("-r", words)
        .ifPresent(
            at -> {
              int weight = Integer.parseInt(after("-w", words).orElse("1"));
              servers.add(new RealServer(ip(at), port(at), weight));
            });
    return server.with(servers);
  }

  private static Optional<String> after(String option, String[] words) {
    for (int i = 2; i + 1 < words.length; i++) {
      if (words[i].equals(option)) {
        return Optional.of(words[i + 1]);
      }
    }
    return Optional.empty();
  }

  private static String ip(String at) {
    String host = at.substring(0, at.lastIndexOf(':'));
    return IpAddresses.canonical(host.replace("[", "").replace("]", ""));
  }

  private static int port(String at) {
    return Integer.parseInt(at.substring(at.lastIndexOf(':') + 1));
  }
}
