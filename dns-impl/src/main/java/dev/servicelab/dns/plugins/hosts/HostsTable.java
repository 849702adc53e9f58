package dev.servicelab.dns.plugins.hosts;

import dev.servicelab.dns.chain.Addresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * Names and addresses as a hosts file has them (hosts(5)). Immutable once read.
 *
 * @param addresses the addresses of each name, {@code *} at its beginning for a wildcard
 * @param names the names of each address, without wildcards
 */
record HostsTable(Map<Name, List<InetAddress>> addresses, Map<InetAddress, List<Name>> names) {

  static final HostsTable EMPTY = new HostsTable(Map.of(), Map.of());

  /** Reads lines; what is not an address with names is skipped, as everywhere with such files. */
  static HostsTable parse(Stream<String> lines) {
    HostsTable table = new HostsTable(new HashMap<>(), new HashMap<>());
    lines.forEach(table::add);
    return table;
  }

  /**
   * The addresses of one family; a wildcard stands for names with one label more than its own, if
   * they are not there themselves.
   */
  List<InetAddress> addresses(Name name, boolean v4) {
    List<InetAddress> own = family(name, v4);
    return own.isEmpty() && name.labels() > 1 ? family(name.wild(1), v4) : own;
  }

  /** The number of entries, for a metric: each address of a name and each name of an address. */
  int size() {
    return Stream.of(addresses.values(), names.values())
        .flatMap(lists -> lists.stream())
        .mapToInt(List::size)
        .sum();
  }

  private List<InetAddress> family(Name name, boolean v4) {
    return addresses.getOrDefault(name, List.of()).stream()
        .filter(address -> address instanceof Inet4Address == v4)
        .toList();
  }

  private void add(String line) {
    int comment = line.indexOf('#');
    String[] words = (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
    Optional<InetAddress> address = address(words[0]);
    for (int i = 1; i < words.length && address.isPresent(); i++) {
      Name name = name(words[i]);
      if (name != null) {
        addresses.computeIfAbsent(name, key -> new ArrayList<>()).add(address.get());
        if (!name.isWild()) {
          names.computeIfAbsent(address.get(), key -> new ArrayList<>()).add(name);
        }
      }
    }
  }

  /** An address without its interface ({@code fe80::1%eth0}); empty if the word is none. */
  static Optional<InetAddress> address(String word) {
    int zone = word.indexOf('%');
    return Addresses.literal(zone < 0 ? word : word.substring(0, zone));
  }

  private static @Nullable Name name(String word) {
    try {
      return Name.fromString(word, Name.root);
    } catch (TextParseException e) {
      return null;
    }
  }
}
