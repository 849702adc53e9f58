package dev.servicelab.proxy.net;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address range.
 *
 * @param address the range's first address, in text form
 * @param prefix how many leading bits are common, 0..32 or 0..128
 */
public record Cidr(String address, int prefix) {

  /**
   * Reads {@code 10.244.0.0/16}; bits beyond the prefix are cleared.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("is no address range: \"/\" and a length are missing");
    }
    try {
      InetAddress address = InetAddress.ofLiteral(text.substring(0, slash));
      int prefix = Integer.parseInt(text.substring(slash + 1));
      int bits = address.getAddress().length * 8;
      if (prefix < 0 || prefix > bits) {
        throw new IllegalArgumentException("is no address range: length is not 0.." + bits);
      }
      return new Cidr(masked(address, prefix), prefix);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is no address range: length is no number", e);
    }
  }

  /** The range of one address. */
  public static Cidr of(String address) {
    return new Cidr(IpAddresses.canonical(address), IpFamily.of(address).bits());
  }

  /** The family of its addresses. */
  public IpFamily family() {
    return IpFamily.of(address);
  }

  /** Whether an address (in text form, of either family) is in the range. */
  public boolean contains(String other) {
    if (family() != IpFamily.of(other)) {
      return false;
    }
    int rest = family().bits() - prefix;
    return number(address).shiftRight(rest).equals(number(other).shiftRight(rest));
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }

  private static BigInteger number(String address) {
    return new BigInteger(1, InetAddress.ofLiteral(address).getAddress());
  }

  private static String masked(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    for (int bit = prefix; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    try {
      return IpAddresses.canonical(InetAddress.getByAddress(bytes).getHostAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("is no address", e);
    }
  }
}
