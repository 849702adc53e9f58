package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpAddresses;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.tools.ToolFailed;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The node's own addresses. */
public final class LocalAddresses {
  private LocalAddresses() {}

  /**
   * Those of a family that are in one of the ranges, sorted; empty if no range is of the family or
   * one holds every address, which means all.
   */
  public static Optional<List<String>> in(List<Cidr> ranges, IpFamily family) {
    return in(ranges, family, LocalAddresses::ofThisMachine);
  }

  /** The same for a node that has these addresses. */
  public static Optional<List<String>> in(
      List<Cidr> ranges, IpFamily family, Supplier<Stream<String>> addresses) {
    List<Cidr> same = ranges.stream().filter(range -> range.family() == family).toList();
    if (same.isEmpty() || same.stream().anyMatch(range -> range.prefix() == 0)) {
      return Optional.empty();
    }
    return Optional.of(
        addresses
            .get()
            .filter(address -> same.stream().anyMatch(range -> range.contains(address)))
            .map(IpAddresses::canonical)
            .sorted()
            .toList());
  }

  private static Stream<String> ofThisMachine() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(InetAddress::getHostAddress)
          .map(LocalAddresses::withoutInterface);
    } catch (SocketException e) {
      throw new ToolFailed("the node's addresses cannot be listed", e);
    }
  }

  /** Java writes {@code fe80::1%eth0} for an address of one link. */
  private static String withoutInterface(String address) {
    int percent = address.indexOf('%');
    return percent < 0 ? address : address.substring(0, percent);
  }
}
