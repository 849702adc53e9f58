package dev.servicelab.dns.plugins.loadbalance;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.corefile.Directive;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Record;

/**
 * A range of addresses.
 *
 * @param text as written
 * @param address one of its addresses
 * @param bits how many bits all have in common
 */
record Network(String text, InetAddress address, int bits) {

  /** Reads {@code 10.9.20.0/24}. */
  static Network parse(Directive option, String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = Addresses.literal(text.substring(0, Math.max(slash, 0)));
    String length = text.substring(slash + 1);
    if (address.isPresent() && length.matches("\\d{1,3}")) {
      int bits = Integer.parseInt(length);
      if (bits <= address.get().getAddress().length * 8) {
        return new Network(text, address.get(), bits);
      }
    }
    throw option.error("'" + text + "' is not a network (example: 10.9.20.0/24)");
  }

  boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] its = other.getAddress();
    if (mine.length != its.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** The records with the addresses of these networks before other addresses. */
  static List<Record> first(List<Network> networks, List<Record> records) {
    Order.Kinds kinds = Order.Kinds.of(records);
    Set<Record> addresses = new LinkedHashSet<>();
    for (Network network : networks) {
      for (Record record : kinds.addresses()) {
        if (network.contains(address(record))) {
          addresses.add(record);
        }
      }
    }
    addresses.addAll(kinds.addresses());
    return new Order.Kinds(kinds.others(), new ArrayList<>(addresses), kinds.exchangers())
        .together();
  }

  /** The address of an A or AAAA record. */
  static InetAddress address(Record record) {
    return switch (record) {
      case ARecord v4 -> v4.getAddress();
      case AAAARecord v6 -> v6.getAddress();
      default -> throw new IllegalArgumentException(record + " has no address");
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
