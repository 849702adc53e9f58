package dev.servicelab.proxy.health;

import dev.servicelab.proxy.health.HttpEndpoint.Answer;

/** What kube-proxy answers on port 10256. */
public final class HealthPaths {
  private HealthPaths() {}

  /** Adds {@code /healthz} and {@code /livez}. */
  public static void addTo(HttpEndpoint endpoint, ProxyHealth health) {
    endpoint.path("/healthz", () -> answer(health, true));
    endpoint.path("/livez", () -> answer(health, false));
  }

  private static Answer answer(ProxyHealth health, boolean forLoadBalancers) {
    HealthReport report = health.report();
    int status = forLoadBalancers ? report.healthzStatus() : report.livezStatus();
    return new Answer(status, "application/json", report.json(status, forLoadBalancers));
  }
}
