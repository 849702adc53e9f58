package dev.servicelab.dns.records;

import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.records.rules.RecordSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Choice {@code denials by_type}: CoreDNS 1.14.7 looks a name up in another way for each type, and
 * so whether it says that a name exists depends on the type asked for. Each method is one of these
 * ways.
 */
final class DenialsByType {

  private DenialsByType() {}

  /** The types of a name, as CoreDNS would see it when asked for this type. */
  static Optional<Map<Integer, RecordSet>> amend(
      Optional<Map<Integer, RecordSet>> types, Name name, Name zone, int type) {
    int below = name.labels() - zone.labels();
    return switch (type) {
      case Type.SOA -> below == 0 ? types : Optional.of(Map.of());
      case Type.TXT -> types.filter(found -> text(found, name, below));
      case Type.NS ->
          below == 0 && mixedCase(name, 0) ? Optional.of(Map.of()) : other(types, name, zone, type);
      default -> other(types, name, zone, type);
    };
  }

  /** A name without addresses is denied, but for the one that has the text, and zonal names. */
  private static boolean text(Map<Integer, RecordSet> types, Name name, int below) {
    boolean found =
        types.containsKey(Type.A) || types.containsKey(Type.AAAA) || types.containsKey(Type.CNAME);
    boolean zonal =
        below > 3 && name.getLabelString(below - 4).toLowerCase(Locale.ROOT).equals("_zone");
    return types.containsKey(Type.TXT) || zonal || (found && !isNameServer(name, below));
  }

  private static Optional<Map<Integer, RecordSet>> other(
      Optional<Map<Integer, RecordSet>> types, Name name, Name zone, int type) {
    int below = name.labels() - zone.labels();
    return types.filter(
        found -> {
          boolean onlyText = found.containsKey(Type.TXT);
          boolean onlyPointer = Zones.isReverse(zone) && found.containsKey(Type.PTR);
          boolean onlyServer =
              isNameServer(name, below) && (type == Type.PTR || mixedCase(name, below));
          return !onlyText && !onlyServer && (!onlyPointer || type == Type.PTR);
        });
  }

  private static boolean isNameServer(Name name, int below) {
    return below == 2
        && name.getLabelString(0).equalsIgnoreCase("ns")
        && name.getLabelString(1).equalsIgnoreCase("dns");
  }

  /** Whether the zone's part of a name, after so many labels, was written with capitals. */
  private static boolean mixedCase(Name name, int below) {
    String zone = new Name(name, below).toString();
    return !zone.equals(zone.toLowerCase(Locale.ROOT));
  }
}
