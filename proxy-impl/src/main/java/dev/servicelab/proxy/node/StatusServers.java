package dev.servicelab.proxy.node;

import dev.servicelab.proxy.config.Listeners;
import dev.servicelab.proxy.config.fields.ConfigText;
import dev.servicelab.proxy.config.fields.Mode;
import dev.servicelab.proxy.config.fields.Values;
import dev.servicelab.proxy.health.HealthPaths;
import dev.servicelab.proxy.health.ProxyHealth;
import dev.servicelab.proxy.http.Answer;
import dev.servicelab.proxy.http.HttpEndpoint;
import dev.servicelab.proxy.metrics.ProxyMetrics;
import dev.servicelab.proxy.pages.InForce;
import dev.servicelab.proxy.pages.LearnersPages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What this process answers about itself: health on one port, everything else on another. */
final class StatusServers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StatusServers.class.getName());

  private final Listeners where;
  private final Mode mode;
  private final Ending ending;
  private final List<HttpEndpoint> endpoints = new ArrayList<>();

  StatusServers(Listeners where, Mode mode, Ending ending) {
    this.where = where;
    this.mode = mode;
    this.ending = ending;
  }

  /** Starts both. */
  void start(ProxyHealth health, ProxyMetrics metrics, InForce inForce, Values values) {
    listen(
        where.healthz(),
        endpoint -> HealthPaths.addTo(endpoint, health, metrics::healthz, metrics::livez));
    listen(
        where.metrics(),
        endpoint -> {
          endpoint
              .path("/proxyMode", () -> Answer.text(200, mode.text()))
              .path("/healthz", () -> Answer.text(200, "ok"))
              .path("/configz", () -> configz(values))
              .path("/metrics", () -> page(metrics));
          LearnersPages.addTo(endpoint, inForce, NodeIps::all);
        });
  }

  @Override
  public void close() {
    endpoints.forEach(HttpEndpoint::close);
  }

  private static Answer page(ProxyMetrics metrics) {
    return new Answer(200, ProxyMetrics.CONTENT_TYPE, metrics.text(), Map.of());
  }

  private static Answer configz(Values values) {
    return Answer.json(200, "{\"kubeproxy.config.k8s.io\":" + new ConfigText(values).json() + "}");
  }

  /** An address that is taken is logged, and Services work all the same; unless told otherwise. */
  private void listen(InetSocketAddress address, Consumer<HttpEndpoint> paths) {
    try {
      HttpEndpoint endpoint = HttpEndpoint.bind(address);
      paths.accept(endpoint);
      endpoints.add(endpoint.start());
    } catch (IOException e) {
      String place = address.getHostString() + ":" + address.getPort();
      String line = "cannot listen on " + place + ": " + e.getMessage();
      if (where.hardFail()) {
        ending.fail(line);
      } else {
        LOG.log(System.Logger.Level.ERROR, line);
      }
    }
  }
}
