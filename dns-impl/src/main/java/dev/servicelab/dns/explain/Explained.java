package dev.servicelab.dns.explain;

import java.util.List;
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
 * @param zones the zones served at the address, sorted
 */
record Explained(
    Asked asked,
    Clients.Asking client,
    List<Name> candidates,
    List<Rehearsal> tried,
    Rehearsal chosen,
    List<Name> zones) {

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
