package dev.servicelab.dns.records;

import dev.servicelab.dns.records.rules.Labels;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IPv4 or IPv6 address as a number of 128 bits; IPv4 as RFC 4291 §2.5.5.2 maps it.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
record Address(long high, long low) implements Comparable<Address> {

  private static final long MAPPED_IPV4 = 0xffffL << Integer.SIZE;

  static Address of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.remaining() == Integer.BYTES
        ? new Address(0, MAPPED_IPV4 | Integer.toUnsignedLong(bytes.getInt()))
        : new Address(bytes.getLong(), bytes.getLong());
  }

  /** An address written out; empty if it is none. */
  static Optional<Address> of(String text) {
    return Labels.address(text).map(Address::of);
  }

  @Override
  public int compareTo(Address other) {
    int first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }

  /**
   * The last address that begins with the same bits.
   *
   * @param free how many bits at the end may differ, 0 to 128
   */
  Address lastWith(int free) {
    return free >= Long.SIZE
        ? new Address(high | ones(free - Long.SIZE), -1)
        : new Address(high, low | ones(free));
  }

  private static long ones(int bits) {
    return bits == Long.SIZE ? -1 : (1L << bits) - 1;
  }
}
