package dev.servicelab.proxy;

import dev.servicelab.proxy.apply.Counters;
import dev.servicelab.proxy.apply.FamilyProxy;
import dev.servicelab.proxy.apply.LocalAddresses;
import dev.servicelab.proxy.apply.SyncListener;
import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.config.ProxyConfig;
import dev.servicelab.proxy.config.fields.ConfigText;
import dev.servicelab.proxy.config.fields.Values;
import dev.servicelab.proxy.health.HealthPaths;
import dev.servicelab.proxy.health.ProxyHealth;
import dev.servicelab.proxy.http.Answer;
import dev.servicelab.proxy.http.HttpEndpoint;
import dev.servicelab.proxy.metrics.ProxyMetrics;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.tools.ProcessRunner;
import dev.servicelab.proxy.tools.ToolRunner;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.StateSource;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The proxy of one node, put together: the only class that knows all its parts. */
final class NodeProxy implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(NodeProxy.class.getName());

  private final ProxyConfig settings;
  private final NodeView view;
  private final Values values;
  private final Ending ending;
  private final ToolRunner runner = new ProcessRunner();
  private final Set<IpFamily> families;
  private final boolean counters;
  private final PodCidrs podCidrs;
  private final ProxyHealth health;
  private final ProxyMetrics metrics = new ProxyMetrics(Clock.systemUTC());
  private final List<FamilyRun> runs = new ArrayList<>();
  private final List<HttpEndpoint> endpoints = new ArrayList<>();

  private NodeProxy(ProxyConfig settings, String nodeName, Values values, Ending ending) {
    this.settings = settings;
    this.values = values;
    this.ending = ending;
    this.view =
        new NodeView(
            nodeName,
            settings.detectLocal(),
            settings.iptables().masqueradeAll(),
            settings.bindAddress().map(InetAddress::getHostAddress));
    this.families = Families.available(runner, firstFamily());
    this.counters = Counters.make(runner);
    this.podCidrs = new PodCidrs(settings.detectLocal(), nodeName, ending);
    Duration patience = settings.iptables().syncPeriod().multipliedBy(2);
    this.health = new ProxyHealth(Clock.systemUTC(), patience, families);
    LOG.log(System.Logger.Level.INFO, "Service proxy of node {0}, mode iptables", nodeName);
  }

  /** Sets this node up for a proxy, and makes one. */
  static NodeProxy on(ProxyConfig settings, String nodeName, Values values, Ending ending) {
    new NodeSetup(settings).privileged();
    return new NodeProxy(settings, nodeName, values, ending);
  }

  /** Starts everything; returns at once. */
  void run(StateSource source) {
    source.start(this::take);
    listen(
        settings.listeners().healthz(),
        endpoint -> HealthPaths.addTo(endpoint, health, status -> {}, status -> {}));
    listen(
        settings.listeners().metrics(),
        endpoint ->
            endpoint
                .path("/proxyMode", () -> Answer.text(200, "iptables"))
                .path("/healthz", () -> Answer.text(200, "ok"))
                .path("/configz", this::configz)
                .path("/metrics", () -> Answer.text(200, metrics.text())));
  }

  @Override
  public void close() {
    endpoints.forEach(HttpEndpoint::close);
    runs.forEach(FamilyRun::close);
  }

  /** Called for one state at a time. */
  private void take(ClusterSnapshot cluster) {
    if (!podCidrs.allow(cluster)) {
      return;
    }
    if (runs.isEmpty()) {
      families.forEach(family -> runs.add(familyRun(family, cluster)));
    }
    health.leaving(cluster.nodes().stream().anyMatch(NodeRecord::leaving));
    runs.forEach(run -> run.offer(cluster));
  }

  private FamilyRun familyRun(IpFamily family, ClusterSnapshot cluster) {
    List<String> own = List.of(view.address(cluster.nodes(), family));
    List<Cidr> nodePorts = settings.nodePortAddresses().at(own);
    IptablesOptions options = options(family, nodePorts);
    FamilyProxy proxy = new FamilyProxy(family, view, options, runner);
    return new FamilyRun(proxy, settings.iptables(), List.of(new Steps(family)));
  }

  private IptablesOptions options(IpFamily family, List<Cidr> nodePorts) {
    NodeSetup setup = new NodeSetup(settings);
    return new IptablesOptions(
        settings.iptables().masqueradeBit(),
        setup.localhostNodePorts(),
        LocalAddresses.in(nodePorts, family),
        !setup.conntrackIsLiberal(),
        counters,
        settings.iptables().layout());
  }

  private IpFamily firstFamily() {
    return settings.bindAddress().filter(Inet6Address.class::isInstance).isPresent()
        ? IpFamily.IPV6
        : IpFamily.IPV4;
  }

  private Answer configz() {
    return Answer.json(200, "{\"kubeproxy.config.k8s.io\":" + new ConfigText(values).json() + "}");
  }

  /** An address that is taken is logged, and Services work all the same; unless told otherwise. */
  private void listen(InetSocketAddress address, Consumer<HttpEndpoint> paths) {
    try {
      HttpEndpoint endpoint = HttpEndpoint.bind(address);
      paths.accept(endpoint);
      endpoints.add(endpoint.start());
    } catch (IOException e) {
      String line = "cannot listen on " + address + ": " + e.getMessage();
      if (settings.listeners().hardFail()) {
        ending.fail(line);
      } else {
        LOG.log(System.Logger.Level.ERROR, line);
      }
    }
  }

  /** Tells health and metrics. */
  private final class Steps implements SyncListener {
    private final IpFamily family;

    Steps(IpFamily family) {
      this.family = family;
    }

    @Override
    public void queued() {
      health.queued(family);
      metrics.queued();
    }

    @Override
    public void succeeded(Kind kind, Duration took, Synced synced) {
      health.updated(family);
      metrics.succeeded(kind, took, synced);
    }

    @Override
    public void failed(Kind kind, Duration took) {
      metrics.failed(kind, took);
    }
  }
}
