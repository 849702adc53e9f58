package dev.servicelab.proxy.trace;

import dev.servicelab.proxy.net.Cidr;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses a node has itself: what netfilter's {@code addrtype} calls LOCAL. Loopback always
 * is among them.
 */
public final class NodeAddresses {
  private static final List<Cidr> LOOPBACK = List.of(new Cidr("127.0.0.0", 8), Cidr.of("::1"));

  private final List<Cidr> own;

  /** The addresses of the node's interfaces, of both families, in any spelling. */
  public NodeAddresses(Collection<String> addresses) {
    this.own = Stream.concat(addresses.stream().map(Cidr::of), LOOPBACK.stream()).toList();
  }

  /** Whether an address is one of them. */
  public boolean contains(String address) {
    return own.stream().anyMatch(range -> range.contains(address));
  }
}
