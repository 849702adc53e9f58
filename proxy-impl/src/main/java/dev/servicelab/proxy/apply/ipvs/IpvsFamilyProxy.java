package dev.servicelab.proxy.apply.ipvs;

import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.apply.Synchronizer;
import dev.servicelab.proxy.apply.ipvs.IpvsBackend.Applied;
import dev.servicelab.proxy.conntrack.UdpCleaner;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.ipvs.IpvsRules;
import dev.servicelab.proxy.rules.ipvs.render.IpvsOptions;
import dev.servicelab.proxy.rules.ipvs.render.IpvsRenderer;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolRunner;
import dev.servicelab.state.ClusterSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The whole way for one address family in ipvs mode. */
public final class IpvsFamilyProxy implements Synchronizer {
  private static final System.Logger LOG = System.getLogger(IpvsFamilyProxy.class.getName());

  /** The interface is one for both families, and so is most that the tools print. */
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private final Planner planner;
  private final IpvsRenderer renderer;
  private final IpvsBackend backend;
  private final UdpCleaner cleaner;

  /**
   * The proxy of one node and family; nothing is touched before the first sync.
   *
   * @param nodePorts ranges of the node's addresses where node ports answer; empty for everywhere
   * @param excluded ranges whose virtual servers are somebody else's
   */
  public IpvsFamilyProxy(
      IpFamily family,
      NodeView node,
      IpvsOptions options,
      List<Cidr> nodePorts,
      List<Cidr> excluded,
      ToolRunner runner) {
    this.planner = new Planner(node, family);
    this.renderer = new IpvsRenderer(options);
    this.backend = new IpvsBackend(runner, family, nodePorts, excluded);
    this.cleaner = new UdpCleaner(runner, family);
  }

  @Override
  public Synced sync(ClusterSnapshot cluster, boolean verify) {
    ONE_AT_A_TIME.lock();
    try {
      return oneAtATime(cluster, verify);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private Synced oneAtATime(ClusterSnapshot cluster, boolean verify) {
    NodePlan plan = planner.plan(cluster);
    if (backend.isKnown() && !verify) {
      try {
        return apply(cluster, plan, false);
      } catch (ToolFailed e) {
        // Perhaps something that was to go is gone already.
        LOG.log(System.Logger.Level.WARNING, "{0}; reading the kernel", e.getMessage());
      }
    }
    backend.read();
    return apply(cluster, plan, verify);
  }

  private Synced apply(ClusterSnapshot cluster, NodePlan plan, boolean verify) {
    IpvsRules wanted = renderer.render(plan, backend.own());
    Applied applied = backend.apply(wanted, verify);
    tell(cluster, plan, applied, verify);
    if (verify && !applied.isEmpty()) {
      cleaner.forget();
    }
    return new Synced(
        cluster,
        plan,
        wanted.iptables(),
        Optional.of(wanted),
        applied.rules().sentRules(),
        cleaner.clean(plan));
  }

  private static void tell(
      ClusterSnapshot cluster, NodePlan plan, Applied applied, boolean verified) {
    if (verified) {
      if (!applied.isEmpty()) {
        LOG.log(
            System.Logger.Level.INFO,
            "repaired what somebody else had changed: {0}; iptables: {1}",
            applied.tables().summary(),
            (applied.rules().where() + " " + applied.rules().summary()).strip());
      }
    } else {
      LOG.log(
          System.Logger.Level.INFO,
          "revision {0}: {1} Service ports, {2} endpoints; {3}; iptables: {4}",
          cluster.revision(),
          plan.services().size(),
          plan.knownEndpoints(),
          applied.tables().summary(),
          applied.rules().summary());
    }
  }
}
