package dev.servicelab.dns.plugins.bind;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.corefile.Directive;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The addresses that {@code bind} lines name: addresses, or all those of an interface. */
public final class BindAddresses {

  private static final List<String> OPTIONS = List.of("except");

  private BindAddresses() {}

  /**
   * The addresses of all {@code bind} lines of a block; none if it has no such line.
   *
   * @throws dev.servicelab.dns.corefile.CorefileException if a word is neither an address nor an
   *     interface of this host, or the lines leave no address
   */
  public static List<InetAddress> of(List<Directive> directives) {
    List<Directive> lines = directives.stream().filter(line -> line.name().equals("bind")).toList();
    Set<InetAddress> all = new LinkedHashSet<>();
    lines.forEach(line -> all.addAll(of(line)));
    if (all.isEmpty() && !lines.isEmpty()) {
      throw lines.getFirst().error("no address is left to listen on");
    }
    return List.copyOf(all);
  }

  private static Collection<InetAddress> of(Directive line) {
    line.requireArguments(1, Integer.MAX_VALUE);
    Set<InetAddress> addresses = new LinkedHashSet<>(addresses(line));
    for (Directive option : line.options()) {
      if (!option.name().equals("except")) {
        throw line.unknownOption(option, OPTIONS);
      }
      option.requireArguments(1, Integer.MAX_VALUE);
      addresses.removeAll(Set.copyOf(addresses(option)));
    }
    return addresses;
  }

  private static List<InetAddress> addresses(Directive line) {
    List<InetAddress> addresses = new ArrayList<>();
    for (String word : line.arguments()) {
      addresses.addAll(addresses(line, word));
    }
    return addresses;
  }

  private static List<InetAddress> addresses(Directive line, String word) {
    try {
      NetworkInterface device = NetworkInterface.getByName(word);
      if (device != null) {
        return device.inetAddresses().toList();
      }
    } catch (SocketException e) {
      // Interfaces cannot be listed here; an address still can be used.
    }
    return List.of(
        Addresses.literal(word)
            .orElseThrow(
                () ->
                    line.error(
                        "'" + word + "' is neither an address nor an interface of this host")));
  }
}
