package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.tools.ToolFailed;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

/** The node's own addresses. */
public final class LocalAddresses {
  private LocalAddresses() {}

  /**
   * Those of a family that are in one of the ranges, sorted; empty if no range is of the family,
   * which means all.
   */
  public static Optional<List<String>> in(List<Cidr> ranges, IpFamily family) {
    List<Cidr> same = ranges.stream().filter(range -> range.family() == family).toList();
    if (same.stream().allMatch(range -> range.prefix() == 0)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .map(InetAddress::getHostAddress)
              .filter(address -> same.stream().anyMatch(range -> range.contains(address)))
              .sorted()
              .toList());
    } catch (SocketException e) {
      throw new ToolFailed("the node's addresses cannot be listed", e);
    }
  }
}
