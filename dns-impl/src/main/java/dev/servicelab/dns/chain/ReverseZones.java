package dev.servicelab.dns.chain;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Name;

/** Networks as zones of in-addr.arpa and ip6.arpa (RFC 1035 §3.5, RFC 3596 §2.5). */
final class ReverseZones {

  static final Name IPV4 = Name.fromConstantString("in-addr.arpa.");
  static final Name IPV6 = Name.fromConstantString("ip6.arpa.");

  private ReverseZones() {}

  /**
   * The zones that cover a network: one if its length ends on a label's border (8 bits in IPv4, 4
   * in IPv6), else as many as the next border needs, so {@code 10.96.0.0/12} gives 96.10 to 111.10.
   */
  static List<Name> of(String network) {
    int slash = network.indexOf('/');
    byte[] address = address(network.substring(0, slash));
    int unit = address.length == 4 ? 8 : 4;
    int bits = length(network.substring(slash + 1), address.length * 8);
    int labels = (bits + unit - 1) / unit;
    int free = labels * unit - bits;
    List<Name> zones = new ArrayList<>();
    for (int block = 0; block < 1 << free; block++) {
      zones.add(zone(address, unit, labels, block, free));
    }
    return zones;
  }

  private static Name zone(byte[] address, int unit, int labels, int block, int free) {
    StringBuilder name = new StringBuilder();
    for (int label = labels - 1; label >= 0; label--) {
      int value = label(address, unit, label);
      if (label == labels - 1) {
        value = (value >> free << free) + block;
      }
      name.append(unit == 8 ? Integer.toString(value) : Integer.toHexString(value)).append('.');
    }
    return Name.fromConstantString(name + (unit == 8 ? IPV4 : IPV6).toString());
  }

  private static int label(byte[] address, int unit, int label) {
    if (unit == 8) {
      return address[label] & 0xff;
    }
    int octet = address[label / 2] & 0xff;
    return label % 2 == 0 ? octet >> 4 : octet & 0xf;
  }

  private static byte[] address(String text) {
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no address before the slash", e);
    }
  }

  private static int length(String text, int most) {
    try {
      int bits = Integer.parseInt(text);
      if (bits >= 0 && bits <= most) {
        return bits;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message for every bad length
    }
    throw new IllegalArgumentException("prefix length must be 0 to " + most);
  }
}
