package dev.servicelab.proxy.node;

import dev.servicelab.proxy.apply.FamilyProxy;
import dev.servicelab.proxy.apply.LocalAddresses;
import dev.servicelab.proxy.apply.SyncListener;
import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.apply.Synchronizer;
import dev.servicelab.proxy.apply.ipvs.IpvsFamilyProxy;
import dev.servicelab.proxy.config.ProxyConfig;
import dev.servicelab.proxy.config.fields.Values;
import dev.servicelab.proxy.health.HealthCheckPorts;
import dev.servicelab.proxy.health.ProxyHealth;
import dev.servicelab.proxy.metrics.ProxyMetrics;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.pages.InForce;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.ipvs.render.IpvsOptions;
import dev.servicelab.proxy.tools.ProcessRunner;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolRunner;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EventSink;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.StateSource;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The proxy of one node, put together: the only class that knows all its parts. */
public final class NodeProxy implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(NodeProxy.class.getName());

  private final ProxyConfig settings;
  private final NodeView view;
  private final Ending ending;
  private final ToolRunner runner = new ProcessRunner();
  private final Kernel kernel;
  private final PodCidrs podCidrs;
  private final ProxyHealth health;
  private final ProxyMetrics metrics;
  private final InForce inForce = new InForce();
  private final HealthCheckPorts healthChecks;
  private final NodeEvents events;
  private final MistypedAddresses mistyped;
  private final StatusServers servers;
  private final OtherMode otherMode;
  private final List<FamilyRun> runs = new ArrayList<>();
  private volatile List<Cidr> nodePorts = List.of();

  private NodeProxy(ProxyConfig settings, String nodeName, EventSink sink, Ending ending) {
    this.settings = settings;
    this.ending = ending;
    this.view =
        new NodeView(
            nodeName,
            settings.detectLocal(),
            settings.iptables().masqueradeAll(),
            settings.bindAddress().map(InetAddress::getHostAddress));
    this.kernel = new Kernel(runner, settings);
    this.podCidrs = new PodCidrs(settings.detectLocal(), nodeName, ending);
    Duration patience = settings.syncPeriod().multipliedBy(2);
    this.health = new ProxyHealth(Clock.systemUTC(), patience, EnumSet.allOf(IpFamily.class));
    this.metrics = new ProxyMetrics(Clock.systemUTC());
    this.events = new NodeEvents(sink, nodeName);
    this.mistyped = new MistypedAddresses(sink);
    this.healthChecks =
        new HealthCheckPorts(
            () -> NodeIps.toListen(nodePorts),
            () -> health.report().serviceProxyHealthy(),
            events::cannotListen);
    this.servers = new StatusServers(settings.listeners(), settings.mode(), ending);
    this.otherMode = new OtherMode(settings, runner);
    LOG.log(
        System.Logger.Level.INFO,
        "Service proxy of node {0}, mode {1}",
        nodeName,
        settings.mode().text());
  }

  /**
   * Sets this node up for a proxy, and makes one.
   *
   * @param nodeName the name endpoints carry if they run here
   * @param sink where the cluster is told about events
   * @param ending told when this proxy cannot go on
   * @throws dev.servicelab.proxy.tools.ToolFailed if this node cannot have a proxy
   */
  public static NodeProxy on(ProxyConfig settings, String nodeName, EventSink sink, Ending ending) {
    new NodeSetup(settings).privileged();
    return new NodeProxy(settings, nodeName, sink, ending);
  }

  /**
   * Starts everything; returns at once.
   *
   * @param values what {@code /configz} shows
   */
  public void run(StateSource source, Values values) {
    source.start(this::take);
    servers.start(health, metrics, inForce, values);
  }

  @Override
  public void close() {
    servers.close();
    healthChecks.close();
    runs.forEach(FamilyRun::close);
  }

  /** Called for one state at a time. */
  private void take(ClusterSnapshot cluster) {
    if (!podCidrs.allow(cluster)) {
      return;
    }
    if (runs.isEmpty() && !begin(cluster)) {
      return;
    }
    health.leaving(cluster.nodes().stream().anyMatch(NodeRecord::leaving));
    runs.forEach(run -> run.offer(cluster));
    metrics.received(cluster);
    mistyped.look(cluster);
  }

  /** False if this node cannot have a proxy; then this process ends. */
  private boolean begin(ClusterSnapshot cluster) {
    try {
      IpFamily primary = view.primaryFamily(cluster.nodes());
      Set<IpFamily> families = kernel.families(primary);
      new WrongFamily(primary, families.size() > 1).check(settings, podCidrs.known());
      EnumSet.complementOf(EnumSet.copyOf(families)).forEach(health::without);
      if (kernel.counts()) {
        metrics.withKernelCounters(runner);
      }
      nodePorts =
          settings
              .nodePortAddresses()
              .at(families.stream().map(one -> view.address(cluster.nodes(), one)).toList());
      otherMode.await(families);
      families.forEach(family -> runs.add(familyRun(family)));
      events.starting();
      return true;
    } catch (ToolFailed e) {
      ending.fail(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private FamilyRun familyRun(IpFamily family) {
    Synchronizer proxy =
        switch (settings.mode()) {
          case IPTABLES -> new FamilyProxy(family, view, options(family), runner);
          case IPVS -> ipvs(family);
        };
    return new FamilyRun(
        proxy,
        settings,
        Stream.of(new Steps(family), metrics.of(family), inForce.of(family), otherMode.of(family))
            .toList());
  }

  private Synchronizer ipvs(IpFamily family) {
    IpvsOptions options =
        new IpvsOptions(settings.iptables().masqueradeBit(), settings.ipvs().scheduler());
    return new IpvsFamilyProxy(
        family, view, options, nodePorts, settings.ipvs().excluded(), runner);
  }

  private IptablesOptions options(IpFamily family) {
    NodeSetup setup = new NodeSetup(settings);
    return new IptablesOptions(
        settings.iptables().masqueradeBit(),
        setup.localhostNodePorts(),
        LocalAddresses.in(nodePorts, family),
        !setup.conntrackIsLiberal(),
        kernel.counts(),
        settings.iptables().layout());
  }

  /** Tells health, and what load balancers ask. */
  private final class Steps implements SyncListener {
    private final IpFamily family;

    Steps(IpFamily family) {
      this.family = family;
    }

    @Override
    public void queued() {
      health.queued(family);
    }

    @Override
    public void succeeded(Kind kind, Duration took, Synced synced) {
      health.updated(family);
      healthChecks.update(family, synced.plan().healthChecks());
    }

    @Override
    public void failed(Kind kind, Duration took) {}
  }
}
