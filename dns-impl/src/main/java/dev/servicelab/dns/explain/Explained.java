package dev.servicelab.dns.explain;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xbill.DNS.Name;

/**
 * All there is to say about a question.
 *
 * @param asked the question as typed
 * @param client who asks
 * @param candidates the names that the client's resolver would ask for, in order
 * @param tried those that were asked for here, in order: the later ones only if the earlier had no
 *     answer
 * @param chosen the one that is told at length
 * @param address where it is asked, as the Corefile says it
 * @param zones the zones served there, sorted
 * @param elsewhere the zones of the server's other addresses, sorted
 */
record Explained(
    Asked asked,
    Clients.Asking client,
    List<Name> candidates,
    List<Rehearsal> tried,
    Rehearsal chosen,
    InetSocketAddress address,
    List<Name> zones,
    Map<InetSocketAddress, List<Name>> elsewhere) {

  Explained {
    candidates = List.copyOf(candidates);
    tried = List.copyOf(tried);
    zones = List.copyOf(zones);
  }

  /** What came of a candidate, if it was asked for. */
  Optional<Rehearsal> of(Name candidate) {
    return tried.stream().filter(one -> one.query().name().equals(candidate)).findFirst();
  }
}
