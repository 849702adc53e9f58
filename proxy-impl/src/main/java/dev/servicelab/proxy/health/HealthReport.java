package dev.servicelab.proxy.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One answer about a proxy's health.
 *
 * @param lastUpdated when rules were brought up to date last; null if never
 * @param currentTime when this was asked
 * @param nodeEligible whether the node should get traffic from outside at all. KEP-3836.
 * @param healthy whether no change waits for too long
 */
public record HealthReport(
    @Nullable Instant lastUpdated, Instant currentTime, boolean nodeEligible, boolean healthy) {

  /** For load balancers: 200 or 503. */
  public int healthzStatus() {
    return healthy && nodeEligible && lastUpdated != null ? 200 : 503;
  }

  /** For kubelet, which restarts what is not alive: 200 or 503. */
  public int livezStatus() {
    return healthy ? 200 : 503;
  }

  /**
   * kube-proxy's JSON. A healthy proxy says it was updated just now, even if nothing changed for
   * hours: older load balancers compare the two times.
   *
   * @param status the HTTP status it goes with
   * @param withEligibility whether the node's eligibility is in it
   */
  public String json(int status, boolean withEligibility) {
    Instant updated = status == 200 ? currentTime : lastUpdated;
    String time = updated == null ? "0001-01-01T00:00:00Z" : updated.toString();
    String eligible = withEligibility ? ",\"nodeEligible\":" + nodeEligible : "";
    return "{\"lastUpdated\":\"%s\",\"currentTime\":\"%s\"%s,\"healthy\":%s}"
        .formatted(time, currentTime, eligible, healthy);
  }
}
