package dev.servicelab.dns.records;

import java.util.Optional;
import org.xbill.DNS.Name;

/**
 * What a name in in-addr.arpa or ip6.arpa says (RFC 1035 §3.5, RFC 3596 §2.5): the addresses below
 * it.
 *
 * @param first the lowest of them
 * @param last the highest of them; the same if the name is that of one address
 */
record ReverseName(Address first, Address last) {

  private static final Name IPV4 = Name.fromConstantString("in-addr.arpa.");
  private static final Name IPV6 = Name.fromConstantString("ip6.arpa.");

  /** Parses a name; empty if it is none of an address or of the beginning of one. */
  static Optional<ReverseName> parse(Name name) {
    if (name.subdomain(IPV4)) {
      return parse(name, IPV4, 4, Byte.SIZE, Address.of("0.0.0.0").orElseThrow());
    }
    return name.subdomain(IPV6) ? parse(name, IPV6, 32, 4, new Address(0, 0)) : Optional.empty();
  }

  /** Whether it is the name of one address. */
  boolean isWhole() {
    return first.equals(last);
  }

  private static Optional<ReverseName> parse(
      Name name, Name root, int most, int bits, Address zero) {
    int count = name.labels() - root.labels();
    if (count > most) {
      return Optional.empty();
    }
    long high = zero.high();
    long low = zero.low();
    for (int place = 0; place < count; place++) {
      int value = value(name.getLabelString(count - 1 - place), bits);
      if (value < 0) {
        return Optional.empty();
      }
      int shift = (most - 1 - place) * bits;
      if (shift >= Long.SIZE) {
        high |= (long) value << (shift - Long.SIZE);
      } else {
        low |= (long) value << shift;
      }
    }
    Address first = new Address(high, low);
    return Optional.of(new ReverseName(first, first.lastWith((most - count) * bits)));
  }

  /** One octet in decimal or one nibble in hexadecimal; negative if the label is neither. */
  private static int value(String label, int bits) {
    int radix = bits == Byte.SIZE ? 10 : 16;
    boolean leadingZero = label.length() > 1 && label.startsWith("0");
    if (leadingZero || label.length() > (radix == 10 ? 3 : 1)) {
      return -1;
    }
    try {
      int value = Integer.parseUnsignedInt(label, radix);
      return value < 1 << bits && label.charAt(0) != '+' ? value : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
