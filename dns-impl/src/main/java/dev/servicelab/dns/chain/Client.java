package dev.servicelab.dns.chain;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * Who asked, and over what.
 *
 * @param address the client's address and port
 * @param transport how the question came, which bounds the answer's size
 */
public record Client(InetSocketAddress address, Transport transport) {

  /** How a message travels. */
  public enum Transport {
    UDP("udp"),
    TCP("tcp");

    private final String label;

    Transport(String label) {
      this.label = label;
    }

    /** The name used in logs and metrics: {@code udp} or {@code tcp}. */
    public String label() {
      return label;
    }
  }

  /** IANA's number of the address family: 1 for IPv4, 2 for IPv6. */
  public int family() {
    return address.getAddress() instanceof Inet6Address ? 2 : 1;
  }

  /** The address alone, an IPv6 address in brackets. */
  public String host() {
    String host = address.getAddress().getHostAddress();
    return family() == 2 ? "[" + host + "]" : host;
  }
}
