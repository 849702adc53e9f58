package dev.servicelab.proxy.diff.ipvs;

import dev.servicelab.proxy.net.IpAddresses;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.ipvs.IpvsTables;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what {@code ip address show} prints.
 *
 * @param interfaces the addresses of each interface there is, of one family, without loopback's and
 *     without those of a single link
 */
public record SavedAddresses(Map<String, Set<String>> interfaces) {
  private static final Pattern INTERFACE = Pattern.compile("^\\d+: ([^:@\\s]+)[:@].*");
  private static final Pattern ADDRESS = Pattern.compile("^\\s+inet6? ([0-9a-f.:]+)[/ ].*");

  /** The addresses of one family. */
  public static SavedAddresses parse(String shown, IpFamily family) {
    Map<String, Set<String>> interfaces = new HashMap<>();
    Set<String> current = new HashSet<>();
    for (String line : shown.split("\n")) {
      Matcher head = INTERFACE.matcher(line);
      Matcher address = ADDRESS.matcher(line);
      if (head.matches()) {
        current = interfaces.computeIfAbsent(head.group(1), name -> new TreeSet<>());
      } else if (address.matches() && counts(address.group(1), family)) {
        current.add(IpAddresses.canonical(address.group(1)));
      }
    }
    return new SavedAddresses(interfaces);
  }

  /** Whether the interface of virtual addresses is there. */
  public boolean hasDevice() {
    return interfaces.containsKey(IpvsTables.DEVICE);
  }

  /** The virtual addresses that are the node's own. */
  public Set<String> bound() {
    return interfaces.getOrDefault(IpvsTables.DEVICE, Set.of());
  }

  /** The addresses that the node has for its own sake. */
  public Set<String> own() {
    return interfaces.entrySet().stream()
        .filter(one -> !one.getKey().equals(IpvsTables.DEVICE))
        .flatMap(one -> one.getValue().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean counts(String address, IpFamily family) {
    return IpFamily.of(address) == family
        && switch (family) {
          case IPV4 -> !address.startsWith("127.");
          case IPV6 -> !address.equals("::1") && !isOfOneLink(address);
        };
  }

  /** fe80::/10. */
  private static boolean isOfOneLink(String address) {
    return address.matches("fe[89ab][0-9a-f]:.*");
  }
}
