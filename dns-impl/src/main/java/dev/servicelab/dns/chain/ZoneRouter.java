package dev.servicelab.dns.chain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * The zones of one listening address. The longest zone that ends the name wins; a name under no
 * zone is refused.
 *
 * @param zones the zones with their chains
 * @param tcp what their clients may take of a connection
 */
public record ZoneRouter(Map<Name, Route> zones, TcpLimits tcp) {

  private static final Route NO_ZONE = new Route(Name.root, Chain.of(List.of()), true, "nowhere");

  public ZoneRouter {
    zones = Map.copyOf(zones);
  }

  /**
   * A zone that is served.
   *
   * @param zone its name
   * @param chain its plugins
   * @param anyClass whether a plugin takes classes other than IN (chaos, forward); then all zones
   *     of the address do, as in CoreDNS
   * @param at where in the Corefile its server block begins
   */
  public record Route(Name zone, Chain chain, boolean anyClass, String at) {}

  /** What this address answers. */
  public Outcome ask(Query query) {
    return ask(query, route(query));
  }

  /** The same for a query whose route is known already. */
  public Outcome ask(Query query, Route route) {
    if (query.dclass() != DClass.IN && !anyClass()) {
      return new Outcome.Refused("class " + DClass.string(query.dclass()) + " is not served");
    }
    if (route.chain().isEmpty()) {
      query.extendedError(ExtendedErrorCodeOption.NOT_AUTHORITATIVE);
      return new Outcome.Refused("no zone is served that ends " + query.name());
    }
    return route.chain().ask(query);
  }

  private boolean anyClass() {
    return zones.values().stream().anyMatch(Route::anyClass);
  }

  /** Where a query goes; a zone without plugins, zone {@code .}, if no zone matches. */
  public Route route(Query query) {
    // The parent's side of a zone cut owns the DS record (RFC 4035 §3.1.4.1).
    int skip = query.type() == Type.DS && query.name().labels() > 1 ? 1 : 0;
    Route found = longestMatch(query.name(), skip);
    if (skip > 0 && (found == null || found.zone().equals(Name.root))) {
      // Zone "." is where all other names go, seldom a parent: as in CoreDNS, the zone knows
      // better.
      found = longestMatch(query.name(), 0);
    }
    return found == null ? NO_ZONE : found;
  }

  private @Nullable Route longestMatch(Name name, int skip) {
    for (int labels = skip; labels < name.labels(); labels++) {
      Route route = zones.get(labels == 0 ? name : new Name(name, labels));
      if (route != null) {
        return route;
      }
    }
    return null;
  }
}
