package dev.servicelab.proxy.rules.ipvs;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes virtual servers as {@code ipvsadm -Sn} prints and {@code ipvsadm -R} reads them. */
public final class IpvsadmPrinter {
  private IpvsadmPrinter() {}

  /** Virtual servers, each followed by its real servers. */
  public static String print(Collection<VirtualServer> servers) {
    return servers.stream()
        .map(
            server ->
                add(server)
                    + server.servers().stream()
                        .map(real -> add(server.address(), real))
                        .collect(Collectors.joining()))
        .collect(Collectors.joining());
  }

  /** The line that makes a virtual server. */
  public static String add(VirtualServer server) {
    return virtual("-A ", server);
  }

  /** The line that changes how one balances. */
  public static String edit(VirtualServer server) {
    return virtual("-E ", server);
  }

  /** The line that deletes one with all its real servers. */
  public static String delete(VirtualAddress address) {
    return "-D " + at(address) + "\n";
  }

  /** The line that adds a real server. */
  public static String add(VirtualAddress address, RealServer server) {
    return real("-a ", address, server) + " -m -w " + server.weight() + "\n";
  }

  /** The line that changes a real server's weight. */
  public static String edit(VirtualAddress address, RealServer server) {
    return real("-e ", address, server) + " -m -w " + server.weight() + "\n";
  }

  /** The line that deletes a real server. */
  public static String delete(VirtualAddress address, RealServer server) {
    return real("-d ", address, server) + "\n";
  }

  private static String virtual(String verb, VirtualServer server) {
    StringBuilder line = new StringBuilder(verb).append(at(server.address()));
    line.append(" -s ").append(server.scheduler());
    server.persistentSeconds().ifPresent(seconds -> line.append(" -p ").append(seconds));
    if (!server.flags().isEmpty()) {
      line.append(" -b ").append(server.flags());
    }
    return line.append('\n').toString();
  }

  private static String real(String verb, VirtualAddress address, RealServer server) {
    return verb + at(address) + " -r " + server.at();
  }

  private static String at(VirtualAddress address) {
    String kind =
        switch (address.protocol()) {
          case TCP -> "-t ";
          case UDP -> "-u ";
          case SCTP -> "--sctp-service ";
        };
    return kind + VirtualAddress.at(address.ip(), address.port());
  }
}
