package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.conntrack.Cleaned;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.Table;
import dev.servicelab.proxy.rules.ipvs.IpvsRules;
import dev.servicelab.state.ClusterSnapshot;
import java.util.Map;
import java.util.Optional;

/**
 * What one sync of an address family has brought about.
 *
 * @param cluster the state that is in force now
 * @param plan what it means for this node
 * @param rules what the kernel holds for it
 * @param sentRules how many rules were sent to the kernel, per table; absent means none
 * @param ipvs what it holds besides, in ipvs mode; {@code rules} are part of it
 * @param flows what was done about connections to endpoints that are gone
 */
public record Synced(
    ClusterSnapshot cluster,
    NodePlan plan,
    IptablesRules rules,
    Optional<IpvsRules> ipvs,
    Map<Table, Integer> sentRules,
    Cleaned flows) {

  public Synced {
    sentRules = Map.copyOf(sentRules);
  }

  /** The same in iptables mode. */
  public Synced(
      ClusterSnapshot cluster,
      NodePlan plan,
      IptablesRules rules,
      Map<Table, Integer> sentRules,
      Cleaned flows) {
    this(cluster, plan, rules, Optional.empty(), sentRules, flows);
  }
}
