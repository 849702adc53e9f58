package dev.servicelab.proxy.rules.iptables;

import dev.servicelab.proxy.net.IpFamily;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything this proxy has in the kernel for one address family.
 *
 * @param family the family of all addresses in it
 * @param chains our chains
 * @param shared chains that must exist, but whose content is not ours
 * @param jumps our rules in foreign chains; each is prepended, so the last one comes first
 */
public record IptablesRules(
    IpFamily family,
    SortedMap<ChainId, Chain> chains,
    SortedSet<ChainId> shared,
    List<JumpRule> jumps) {

  public IptablesRules {
    chains = Collections.unmodifiableSortedMap(new TreeMap<>(chains));
    shared = Collections.unmodifiableSortedSet(new TreeSet<>(shared));
    jumps = List.copyOf(jumps);
  }
}
