package dev.servicelab.proxy.rules.iptables.render;

import java.util.List;
import java.util.Optional;

/**
 * How this node wants its rules.
 *
 * @param masqueradeBit which bit of the packet mark means "masquerade", 0..31; 14 by default
 * @param localhostNodePorts whether node ports answer at 127.0.0.1 too; IPv4 only
 * @param nodePortAddresses the node's own addresses where node ports answer; empty for all of them
 * @param dropInvalid whether packets conntrack cannot place are dropped; not where the kernel is
 *     told to be liberal (nf_conntrack_tcp_be_liberal)
 * @param counters whether the kernel's nfacct objects exist, so that rules may count into them
 * @param layout the shape of the rules
 */
public record IptablesOptions(
    int masqueradeBit,
    boolean localhostNodePorts,
    Optional<List<String>> nodePortAddresses,
    boolean dropInvalid,
    boolean counters,
    Layout layout) {

  /** Counts packets dropped because conntrack cannot place them. */
  public static final String INVALID_COUNTER = BaseChains.INVALID_COUNTER;

  /** Counts packets to node ports of a loopback address. */
  public static final String LOCALHOST_COUNTER = BaseChains.LOCALHOST_COUNTER;

  /** The objects that rules count into where {@code counters} is set. */
  public static final List<String> COUNTERS = List.of(INVALID_COUNTER, LOCALHOST_COUNTER);

  /** kube-proxy's defaults on an ordinary node. */
  public static IptablesOptions defaults() {
    return new IptablesOptions(14, true, Optional.empty(), true, false, Layout.CURRENT);
  }

  /** The same in another shape. */
  public IptablesOptions with(Layout other) {
    return new IptablesOptions(
        masqueradeBit, localhostNodePorts, nodePortAddresses, dropInvalid, counters, other);
  }

  int mark() {
    return 1 << masqueradeBit;
  }
}
