package dev.servicelab.proxy.rules.ipvs;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.Protocol;

/**
 * What identifies a virtual server in the kernel.
 *
 * @param ip where clients send
 * @param port the port there
 */
public record VirtualAddress(String ip, Protocol protocol, int port)
    implements Comparable<VirtualAddress> {
  @Override
  public int compareTo(VirtualAddress other) {
    int order = ip.compareTo(other.ip);
    order = order == 0 ? protocol.compareTo(other.protocol) : order;
    return order == 0 ? Integer.compare(port, other.port) : order;
  }

  /** {@code 10.96.0.1:443}, or {@code [fd00::1]:443}. */
  static String at(String ip, int port) {
    return IpFamily.of(ip) == IpFamily.IPV6 ? "[" + ip + "]:" + port : ip + ":" + port;
  }

  /** {@code TCP 10.96.0.1:443}. */
  @Override
  public String toString() {
    return protocol + " " + at(ip, port);
  }
}
