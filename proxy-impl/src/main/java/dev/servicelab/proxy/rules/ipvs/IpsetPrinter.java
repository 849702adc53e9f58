package dev.servicelab.proxy.rules.ipvs;

import dev.servicelab.proxy.net.IpFamily;
import java.util.Map;
import java.util.Set;

/** Writes ipsets as {@code ipset restore} reads them. */
public final class IpsetPrinter {
  private final IpFamily family;

  /** A printer for the sets of one family. */
  public IpsetPrinter(IpFamily family) {
    this.family = family;
  }

  /** All sets, each with its entries in alphabetical order. */
  public String print(Map<KubeSet, Set<SetEntry>> sets) {
    StringBuilder text = new StringBuilder();
    sets.keySet().forEach(set -> text.append(create(set)));
    sets.forEach(
        (set, entries) ->
            entries.stream()
                .map(SetEntry::text)
                .sorted()
                .forEach(entry -> text.append(line("add", set, entry))));
    return text.toString();
  }

  /** The line that makes a set, with kube-proxy's sizes. */
  public String create(KubeSet set) {
    String form =
        switch (set.type()) {
          case BITMAP_PORT -> " range 0-65535";
          default -> " family " + inet() + " hashsize 1024 maxelem 65536";
        };
    return "create " + set.nativeName(family) + " " + set.type().nativeName() + form + "\n";
  }

  /** The line that adds an entry. */
  public String add(KubeSet set, SetEntry entry) {
    return line("add", set, entry.text());
  }

  /** The line that deletes an entry. */
  public String delete(KubeSet set, SetEntry entry) {
    return line("del", set, entry.text());
  }

  private String line(String verb, KubeSet set, String entry) {
    return verb + " " + set.nativeName(family) + " " + entry + "\n";
  }

  private String inet() {
    return family == IpFamily.IPV4 ? "inet" : "inet6";
  }
}
