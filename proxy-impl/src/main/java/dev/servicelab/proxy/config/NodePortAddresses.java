package dev.servicelab.proxy.config;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where node ports and health-check node ports answer.
 *
 * @param primary whether at the node's own addresses
 * @param cidrs at addresses of the node in these ranges; empty without {@code primary} means
 *     everywhere
 */
public record NodePortAddresses(boolean primary, List<Cidr> cidrs) {

  public NodePortAddresses {
    cidrs = List.copyOf(cidrs);
  }

  /** With the node's own addresses instead of the word for them. */
  public List<Cidr> at(List<String> nodeAddresses) {
    List<Cidr> own = primary ? nodeAddresses.stream().map(Cidr::of).toList() : List.of();
    return Stream.concat(cidrs.stream(), own.stream()).distinct().toList();
  }

  /** Whether they answer at this address, other than as one of the node's own. */
  public boolean contains(String address, IpFamily family) {
    List<Cidr> same = cidrs.stream().filter(cidr -> cidr.family() == family).toList();
    return same.isEmpty() ? !primary : same.stream().anyMatch(cidr -> cidr.contains(address));
  }
}
