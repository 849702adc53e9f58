package dev.servicelab.dns.records.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the specification is silent, or CoreDNS and good sense disagree: one option of plugin
 * {@code kubernetes} each. docs/dns-choices.md gives the reasons.
 */
public enum Choice {
  /** A and AAAA at {@code _PORT._PROTOCOL.SERVICE}. */
  PORT_ADDRESSES(Side.NODATA, Side.SERVICE),
  /** SRV at a Service's own name. */
  BARE_SRV(Side.ALL, Side.ALL, Side.NONE),
  /** SRV at an endpoint's or a pod's own name. */
  ENDPOINT_SRV(Side.NONE, Side.ALL),
  /** Which of an endpoint's names its address leads back to. */
  PTR(Side.ALL, Side.ALL, Side.HOSTNAMES, Side.ONE),
  /** Whether an address may lead back to a name that does not exist. */
  PTR_TARGETS(Side.EXISTING, Side.ANY),
  /** An ExternalName whose target nobody can be asked about. */
  LOST_TARGET(Side.SERVFAIL, Side.CNAME, Side.NODATA),
  /** An ExternalName that looks like an address. */
  ADDRESS_TARGET(Side.NXDOMAIN, Side.NXDOMAIN, Side.ADDRESS),
  /** A name without records that has names below it. */
  EMPTY_NON_TERMINALS(Side.NODATA, Side.NXDOMAIN),
  /** Whether a denial depends on the name alone. */
  DENIALS(Side.BY_NAME, Side.BY_TYPE),
  /** Whether port and protocol need their underscores. */
  PORT_LABELS(Side.STRICT, Side.LOOSE),
  /** Names below a pod's name. */
  POD_SUBNAMES(Side.NXDOMAIN, Side.POD),
  /** Which of a pod's addresses {@code pods verified} knows. */
  POD_ADDRESSES(Side.ALL, Side.PRIMARY);

  /** What can be chosen. */
  public enum Side {
    ADDRESS,
    ALL,
    ANY,
    BY_NAME,
    BY_TYPE,
    CNAME,
    EXISTING,
    HOSTNAMES,
    LOOSE,
    NODATA,
    NONE,
    NXDOMAIN,
    ONE,
    POD,
    PRIMARY,
    SERVFAIL,
    SERVICE,
    STRICT;

    /** As Corefiles spell it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Side ours;
  private final Side coredns;

  @SuppressWarnings("ImmutableEnumChecker") // List.copyOf makes it; its type cannot say so
  private final List<Side> sides;

  Choice(Side ours, Side coredns, Side... others) {
    this.ours = ours;
    this.coredns = coredns;
    List<Side> all = new ArrayList<>(List.of(ours));
    if (coredns != ours) {
      all.add(coredns);
    }
    all.addAll(List.of(others));
    this.sides = List.copyOf(all);
  }

  /** The option's name in a Corefile. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is chosen if the Corefile says nothing. */
  public Side ours() {
    return ours;
  }

  /** What CoreDNS 1.14.7 does. */
  public Side coredns() {
    return coredns;
  }

  /** All that can be chosen, the default first. */
  public List<Side> sides() {
    return sides;
  }

  /** The side of this word; empty if this choice has no such side. */
  public Optional<Side> side(String word) {
    return sides.stream().filter(side -> side.word().equals(word)).findFirst();
  }
}
