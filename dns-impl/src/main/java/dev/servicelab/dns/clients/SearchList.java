package dev.servicelab.dns.clients;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TextParseException;

/**
 * A pod's search list as kubelet writes it into {@code /etc/resolv.conf} (dnsPolicy ClusterFirst),
 * without those of the node behind it.
 *
 * @param domains the domains, tried in this order
 * @param ndots a name with fewer dots is tried with the domains first (resolv.conf(5))
 */
public record SearchList(List<Name> domains, int ndots) {

  /** Kubelet's. */
  private static final int NDOTS = 5;

  public SearchList {
    domains = List.copyOf(domains);
  }

  /**
   * The list of the pods of a namespace.
   *
   * @throws IllegalArgumentException if the namespace is no label
   */
  public static SearchList of(String namespace, Name clusterDomain) {
    Name services = name("svc", clusterDomain);
    return new SearchList(List.of(name(namespace, services), services, clusterDomain), NDOTS);
  }

  /**
   * The names that glibc's getaddrinfo asks for, in order, until one has an address: a name with a
   * final dot only as it stands; one with {@code ndots} dots or more first as it stands; all others
   * first with each domain (RFC 1535 §6 asks for no less).
   *
   * @param typed the name as the program gives it
   * @throws IllegalArgumentException if it is no name
   */
  public List<Name> candidates(String typed) {
    Name name = name(typed, Name.root);
    if (typed.endsWith(".")) {
      return List.of(name);
    }
    List<Name> candidates = new ArrayList<>();
    for (Name domain : domains) {
      try {
        candidates.add(Name.concatenate(name.relativize(Name.root), domain));
      } catch (NameTooLongException e) {
        // glibc leaves such a candidate out as well.
      }
    }
    boolean asIsFirst = typed.chars().filter(letter -> letter == '.').count() >= ndots;
    candidates.add(asIsFirst ? 0 : candidates.size(), name);
    return List.copyOf(candidates);
  }

  private static Name name(String text, Name origin) {
    try {
      return Name.fromString(text, origin);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("no name: " + e.getMessage(), e);
    }
  }
}
