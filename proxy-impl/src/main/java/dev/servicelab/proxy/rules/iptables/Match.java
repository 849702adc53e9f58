package dev.servicelab.proxy.rules.iptables;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.state.Protocol;
import java.util.List;
import java.util.OptionalInt;

/** A condition of a rule. All of a rule's conditions must hold. */
public sealed interface Match {

  /** {@code -s}: the packet's source address. */
  record Source(Cidr range, boolean negated) implements Match {}

  /** {@code -d}: the packet's destination address. */
  record Destination(Cidr range, boolean negated) implements Match {}

  /** {@code -p tcp -m tcp}, and {@code --dport} if there is a port. */
  record Transport(Protocol protocol, OptionalInt destinationPort) implements Match {}

  /** {@code -m comment}: always holds; says why the rule is there. */
  record Comment(String text) implements Match {}

  /** {@code -m addrtype --dst-type LOCAL}: the destination is one of the node's own addresses. */
  record ToThisNode() implements Match {}

  /** {@code -m addrtype --src-type LOCAL}: the source is one of the node's own addresses. */
  record FromThisNode() implements Match {}

  /** {@code -m addrtype ! --src-type LOCAL}: the source is none of the node's own addresses. */
  record NotFromThisNode() implements Match {}

  /** {@code -m physdev ! --physdev-is-in}: the packet did not come in over a port of a bridge. */
  record NotBridged() implements Match {}

  /** {@code -p tcp}, whatever the port. */
  record OfProtocol(Protocol protocol) implements Match {}

  /**
   * {@code -m set --match-set}: the packet's addresses and ports are in a set of the kernel.
   *
   * @param set the set's name
   * @param sides which end of the packet each part of an entry is compared with
   */
  record InSet(String set, List<Side> sides) implements Match {
    public InSet {
      sides = List.copyOf(sides);
    }
  }

  /** One end of a packet. */
  enum Side {
    SRC,
    DST
  }

  /** {@code -m ipvs}: the packet belongs to a connection through this virtual server. */
  record OfVirtualServer(String ip, Protocol protocol, int port) implements Match {}

  /**
   * {@code -i}: the interface the packet came in by.
   *
   * @param name its name, or the beginning of it with a {@code +}
   */
  record FromInterface(String name, boolean negated) implements Match {}

  /**
   * {@code -m recent --rcheck --reap}: the source has been noted in a list not longer ago than
   * this.
   */
  record RecentCheck(String list, int seconds) implements Match {}

  /** {@code -m recent --set}: always holds; notes the source in a list. */
  record RecentSet(String list) implements Match {}

  /** {@code -m conntrack --ctstate}: the state of the packet's connection. */
  record ConnectionState(List<State> states, boolean negated) implements Match {
    public ConnectionState {
      states = List.copyOf(states);
    }
  }

  /** Connection states, under netfilter's names. */
  enum State {
    INVALID,
    NEW,
    RELATED,
    ESTABLISHED,
    DNAT
  }

  /** {@code -m mark}: the bits of {@code mask} in the packet's mark. */
  record Mark(int value, int mask, boolean negated) implements Match {}

  /** {@code -m statistic --mode random}: holds for one packet in {@code n}. */
  record OneIn(int n) implements Match {}

  /** {@code -m nfacct}: always holds; counts into an object that outlives the rule. */
  record Count(String object) implements Match {}
}
