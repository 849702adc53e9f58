package dev.servicelab.proxy.net;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Addresses in the one spelling that kernel tools and Kubernetes share. */
public final class IpAddresses {
  private static final int GROUPS = 8;

  private IpAddresses() {}

  /**
   * An address as {@code iptables-save} prints it: IPv6 with small letters, no leading zeros, and
   * the longest run of zeros as {@code ::}. RFC 5952.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String canonical(String address) {
    if (IpFamily.of(address) == IpFamily.IPV4) {
      return address;
    }
    InetAddress parsed = InetAddress.ofLiteral(address);
    return parsed instanceof Inet6Address ? text(parsed.getAddress()) : parsed.getHostAddress();
  }

  /** The text of an IPv6 address's 16 bytes. */
  static String text(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int start = 0;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = zerosFrom(groups, i);
      if (zeros > length) {
        start = i;
        length = zeros;
      }
    }
    return length == 1
        ? hex(groups, 0, GROUPS)
        : hex(groups, 0, start) + "::" + hex(groups, start + length, GROUPS);
  }

  private static int zerosFrom(int[] groups, int from) {
    int end = from;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - from;
  }

  private static String hex(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      if (i > from) {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
