package dev.servicelab.dns.chain;

import dev.servicelab.dns.corefile.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Zone names: reading them from a Corefile and matching names against them. */
public final class Zones {

  private Zones() {}

  /**
   * Reads zones as a plugin's arguments give them; without arguments, the zones of the server
   * block.
   *
   * @throws dev.servicelab.dns.corefile.CorefileException if an argument is neither a name nor a
   *     network
   */
  public static List<Name> of(Directive directive, List<String> arguments, List<Name> ofBlock) {
    if (arguments.isEmpty()) {
      return ofBlock;
    }
    List<Name> zones = new ArrayList<>();
    for (String argument : arguments) {
      try {
        zones.addAll(parse(argument));
      } catch (IllegalArgumentException e) {
        throw directive.error("'" + argument + "' is not a zone: " + e.getMessage());
      }
    }
    return List.copyOf(zones);
  }

  /**
   * A zone as written: a name with or without its final dot, or a network whose reverse zones are
   * meant.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static List<Name> parse(String text) {
    if (text.indexOf('/') >= 0) {
      return ReverseZones.of(text);
    }
    try {
      return List.of(Name.fromString(text, Name.root));
    } catch (TextParseException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The longest of the zones that the name is in. */
  public static Optional<Name> match(List<Name> zones, Name name) {
    Name best = null;
    for (Name zone : zones) {
      if (name.subdomain(zone) && (best == null || zone.labels() > best.labels())) {
        best = zone;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Whether a zone lies under in-addr.arpa or ip6.arpa. */
  public static boolean isReverse(Name zone) {
    return zone.subdomain(ReverseZones.IPV4) || zone.subdomain(ReverseZones.IPV6);
  }
}
