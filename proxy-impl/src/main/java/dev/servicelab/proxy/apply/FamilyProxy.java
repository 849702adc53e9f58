package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.conntrack.UdpCleaner;
import dev.servicelab.proxy.diff.Changes;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.IptablesRenderer;
import dev.servicelab.proxy.rules.iptables.render.Layout;
import dev.servicelab.proxy.rules.iptables.render.LayoutWarning;
import dev.servicelab.proxy.rules.ipvs.render.IpvsJumps;
import dev.servicelab.proxy.tools.ToolRunner;
import dev.servicelab.state.ClusterSnapshot;

/** The whole way for one address family: plan, render, diff, apply, and then the connections. */
public final class FamilyProxy implements Synchronizer {
  private static final System.Logger LOG = System.getLogger(FamilyProxy.class.getName());

  private final Planner planner;
  private final IptablesRenderer renderer;
  private final IptablesBackend backend;
  private final UdpCleaner cleaner;
  private final Layout layout;
  private String warning = "";

  /** The proxy of one node and family; nothing is touched before the first sync. */
  public FamilyProxy(IpFamily family, NodeView node, IptablesOptions options, ToolRunner runner) {
    this.planner = new Planner(node, family);
    this.renderer = new IptablesRenderer(options);
    this.backend = new IptablesBackend(runner, family, IpvsJumps.ALL);
    this.cleaner = new UdpCleaner(runner, family);
    this.layout = options.layout();
  }

  @Override
  public Synced sync(ClusterSnapshot cluster, boolean verify) {
    NodePlan plan = planner.plan(cluster);
    warn(LayoutWarning.about(layout, plan).orElse(""));
    IptablesRules wanted = renderer.render(plan);
    Changes changes = verify ? backend.repair(wanted) : backend.apply(wanted);
    tell(cluster, plan, changes, verify);
    if (verify && !changes.isEmpty()) {
      cleaner.forget();
    }
    return new Synced(cluster, plan, wanted, changes.sentRules(), cleaner.clean(plan));
  }

  /** Once, and again when there is something else to say. */
  private void warn(String now) {
    if (!now.isEmpty() && !now.equals(warning)) {
      LOG.log(System.Logger.Level.WARNING, now);
    }
    warning = now;
  }

  private static void tell(
      ClusterSnapshot cluster, NodePlan plan, Changes changes, boolean verified) {
    if (verified) {
      if (!changes.isEmpty()) {
        LOG.log(
            System.Logger.Level.INFO,
            "repaired what somebody else had changed in {0}: {1}",
            changes.where(),
            changes.summary());
      }
    } else {
      LOG.log(
          System.Logger.Level.INFO,
          "revision {0}: {1} Service ports, {2} endpoints; {3}",
          cluster.revision(),
          plan.services().size(),
          plan.knownEndpoints(),
          changes.summary());
    }
  }
}
