package dev.servicelab.proxy;

import dev.servicelab.proxy.apply.Counters;
import dev.servicelab.proxy.apply.FamilyProxy;
import dev.servicelab.proxy.apply.LocalAddresses;
import dev.servicelab.proxy.apply.SyncListener;
import dev.servicelab.proxy.apply.SyncLoop;
import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.apply.Sysctls;
import dev.servicelab.proxy.config.ProxyConfig;
import dev.servicelab.proxy.health.HealthPaths;
import dev.servicelab.proxy.health.HttpEndpoint;
import dev.servicelab.proxy.health.ProxyHealth;
import dev.servicelab.proxy.metrics.ProxyMetrics;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.Layout;
import dev.servicelab.proxy.tools.ProcessRunner;
import dev.servicelab.proxy.tools.ToolRunner;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.StateSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The proxy of one node, put together: the only class that knows all its parts. */
final class NodeProxy implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(NodeProxy.class.getName());

  private final ProxyConfig settings;
  private final ProxyHealth health;
  private final ProxyMetrics metrics = new ProxyMetrics(Clock.systemUTC());
  private final SyncLoop loop;
  private final List<HttpEndpoint> endpoints = new ArrayList<>();

  NodeProxy(ProxyConfig settings, String nodeName, List<Cidr> clusterCidrs) {
    this.settings = settings;
    this.health = new ProxyHealth(Clock.systemUTC(), settings.syncPeriod().multipliedBy(2));
    ToolRunner runner = new ProcessRunner();
    NodeView view = new NodeView(nodeName, clusterCidrs, settings.masqueradeAll());
    FamilyProxy ipv4 = new FamilyProxy(IpFamily.IPV4, view, options(runner), runner);
    this.loop = new SyncLoop(ipv4, new Steps(), settings.minSyncPeriod(), settings.syncPeriod());
    LOG.log(System.Logger.Level.INFO, "Service proxy of node {0}, mode iptables", nodeName);
  }

  /** Starts everything; returns at once. */
  void run(StateSource source) {
    source.start(this::take);
    loop.start();
    listen(settings.healthzAddress(), endpoint -> HealthPaths.addTo(endpoint, health));
    listen(
        settings.metricsAddress(),
        endpoint ->
            endpoint
                .path("/proxyMode", () -> text("iptables"))
                .path("/healthz", () -> text("ok"))
                .path("/metrics", () -> text(metrics.text())));
  }

  @Override
  public void close() {
    endpoints.forEach(HttpEndpoint::close);
    loop.close();
  }

  private void take(ClusterSnapshot cluster) {
    health.leaving(cluster.nodes().stream().anyMatch(node -> node.leaving()));
    loop.offer(cluster);
  }

  private IptablesOptions options(ToolRunner runner) {
    Sysctls sysctls = new Sysctls();
    boolean localhost = settings.localhostNodePorts() && loopbackIsNodePortAddress();
    if (localhost) {
      sysctls.allowLocalnetRouting();
    }
    return new IptablesOptions(
        settings.masqueradeBit(),
        localhost,
        LocalAddresses.in(settings.nodePortAddresses(), IpFamily.IPV4),
        !sysctls.conntrackIsLiberal(),
        Counters.make(runner),
        Layout.CURRENT);
  }

  private boolean loopbackIsNodePortAddress() {
    return settings.nodePortAddresses().stream().noneMatch(c -> c.family() == IpFamily.IPV4)
        || settings.nodePortAddresses().stream().anyMatch(c -> c.contains("127.0.0.1"));
  }

  /** As kube-proxy: an address that is taken is logged, Services work all the same. */
  private void listen(InetSocketAddress address, Consumer<HttpEndpoint> paths) {
    try {
      HttpEndpoint endpoint = HttpEndpoint.bind(address);
      paths.accept(endpoint);
      endpoints.add(endpoint.start());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "cannot listen on {0}: {1}", address, e.getMessage());
    }
  }

  private static HttpEndpoint.Answer text(String text) {
    return new HttpEndpoint.Answer(200, "text/plain; charset=utf-8", text);
  }

  /** Tells health and metrics. */
  private final class Steps implements SyncListener {
    @Override
    public void queued() {
      health.queued();
      metrics.queued();
    }

    @Override
    public void succeeded(Kind kind, Duration took, Synced synced) {
      health.updated();
      metrics.succeeded(kind, took, synced);
    }

    @Override
    public void failed(Kind kind, Duration took) {
      metrics.failed(kind, took);
    }
  }
}
