package dev.servicelab.dns.plugins.kubernetes;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Collectors;

/** The addresses of this machine or pod that others can reach. */
final class OwnAddresses {

  private OwnAddresses() {}

  static Set<String> find() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress())
          .map(OwnAddresses::withoutInterface)
          .collect(Collectors.toUnmodifiableSet());
    } catch (SocketException e) {
      // Then the zone names no server of its own; nothing else depends on it.
      return Set.of();
    }
  }

  /** A link-local address is written with its interface, which a record cannot hold. */
  private static String withoutInterface(InetAddress address) {
    String text = address.getHostAddress();
    int interfaceAt = text.indexOf('%');
    return interfaceAt < 0 ? text : text.substring(0, interfaceAt);
  }
}
