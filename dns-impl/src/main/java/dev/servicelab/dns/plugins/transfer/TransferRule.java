package dev.servicelab.dns.plugins.transfer;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;

/**
 * Who may have copies of which zones.
 *
 * @param zones the zones
 * @param everybody whether all may
 * @param to who may, and gets to know of changes
 * @param source the address that changes are announced from, if it matters
 */
record TransferRule(
    List<Name> zones, boolean everybody, List<InetSocketAddress> to, Optional<InetAddress> source) {

  private static final int PORT = 53;
  private static final List<String> OPTIONS = List.of("to", "source");

  TransferRule {
    zones = List.copyOf(zones);
    to = List.copyOf(to);
  }

  /** Reads {@code transfer [ZONES...] { to ADDRESS...; source ADDRESS }}. */
  static TransferRule parse(Directive line, PluginContext context) {
    boolean everybody = false;
    List<InetSocketAddress> to = new ArrayList<>();
    Optional<InetAddress> source = Optional.empty();
    for (Directive option : line.options()) {
      switch (option.name()) {
        case "to" -> {
          option.requireArguments(1, Integer.MAX_VALUE);
          everybody |= option.arguments().contains("*");
          option.arguments().stream()
              .filter(word -> !word.equals("*"))
              .forEach(word -> to.add(host(option, word)));
        }
        case "source" -> {
          if (source.isPresent()) {
            throw option.error("stands twice");
          }
          source = Optional.of(address(option, option.onlyArgument()));
        }
        default -> throw line.unknownOption(option, OPTIONS);
      }
    }
    if (!everybody && to.isEmpty()) {
      throw line.error("expected 'to' with addresses, or 'to *'");
    }
    return new TransferRule(
        Zones.of(line, line.arguments(), context.zones()), everybody, to, source);
  }

  /** Whether a client may have the zones. */
  boolean allows(InetAddress client) {
    return everybody || to.stream().anyMatch(host -> host.getAddress().equals(client));
  }

  private static InetAddress address(Directive option, String word) {
    return Addresses.literal(word)
        .orElseThrow(() -> option.error("'" + word + "' is not an address"));
  }

  private static InetSocketAddress host(Directive option, String word) {
    Optional<InetAddress> address = Addresses.literal(word);
    if (address.isPresent()) {
      return new InetSocketAddress(address.get(), PORT);
    }
    try {
      return Addresses.parse(word);
    } catch (IllegalArgumentException e) {
      throw option.error("'" + word + "' is neither '*' nor an address: " + e.getMessage());
    }
  }
}
