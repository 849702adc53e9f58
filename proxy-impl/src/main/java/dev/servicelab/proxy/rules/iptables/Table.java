package dev.servicelab.proxy.rules.iptables;

/** A netfilter table; in the order in which a batch lists them. */
public enum Table {
  MANGLE("mangle"),
  FILTER("filter"),
  NAT("nat");

  private final String nativeName;

  Table(String nativeName) {
    this.nativeName = nativeName;
  }

  /** The name as the tools spell it. */
  public String nativeName() {
    return nativeName;
  }
}
