package dev.servicelab.proxy.health;

import dev.servicelab.proxy.http.Answer;
import dev.servicelab.proxy.http.HttpEndpoint;
import java.util.function.IntConsumer;

/** What kube-proxy answers on port 10256. */
public final class HealthPaths {
  private HealthPaths() {}

  /**
   * Adds {@code /healthz} and {@code /livez}.
   *
   * @param healthz hears the status of each answer to load balancers
   * @param livez hears the status of each answer to kubelet
   */
  public static void addTo(
      HttpEndpoint endpoint, ProxyHealth health, IntConsumer healthz, IntConsumer livez) {
    endpoint.path(
        "/healthz",
        () -> {
          HealthReport report = health.report();
          healthz.accept(report.healthzStatus());
          return Answer.json(report.healthzStatus(), report.healthzJson());
        });
    endpoint.path(
        "/livez",
        () -> {
          HealthReport report = health.report();
          livez.accept(report.livezStatus());
          return Answer.json(report.livezStatus(), report.livezJson());
        });
  }
}
