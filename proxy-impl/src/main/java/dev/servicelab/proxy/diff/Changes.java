package dev.servicelab.proxy.diff;

import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.JumpRule;
import java.util.List;

/**
 * One step from what is in the kernel to what should be.
 *
 * @param written chains of ours to be made or replaced, sorted
 * @param made chains to be made if they are missing, and otherwise left alone
 * @param deleted chains nothing leads to any more
 * @param jumps our rules missing from foreign chains, to be prepended in this order
 */
public record Changes(
    List<Chain> written, List<ChainId> made, List<ChainId> deleted, List<JumpRule> jumps) {

  public Changes {
    written = List.copyOf(written);
    made = List.copyOf(made);
    deleted = List.copyOf(deleted);
    jumps = List.copyOf(jumps);
  }

  /** Whether everything is as it should be. */
  public boolean isEmpty() {
    return written.isEmpty() && made.isEmpty() && deleted.isEmpty() && jumps.isEmpty();
  }
}
