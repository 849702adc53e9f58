package dev.servicelab.proxy.health;

import dev.servicelab.proxy.net.IpFamily;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One answer about a proxy's health.
 *
 * @param currentTime when this was asked
 * @param nodeEligible whether the node should get traffic from outside at all. KEP-3836.
 * @param families the state of each address family that is served; never empty
 */
public record HealthReport(
    Instant currentTime, boolean nodeEligible, Map<IpFamily, FamilyHealth> families) {

  public HealthReport {
    families = Map.copyOf(families);
  }

  /**
   * One address family.
   *
   * @param lastUpdated when its rules were brought up to date last; null if never
   * @param healthy whether no change waits for too long
   */
  public record FamilyHealth(@Nullable Instant lastUpdated, boolean healthy) {}

  /** For load balancers: 200 or 503. */
  public int healthzStatus() {
    return alive() && nodeEligible && ready() ? 200 : 503;
  }

  /** For kubelet, which restarts what is not alive: 200 or 503. */
  public int livezStatus() {
    return alive() ? 200 : 503;
  }

  /** Whether rules are in place and keep up, whatever becomes of the node. */
  public boolean serviceProxyHealthy() {
    return alive() && ready();
  }

  /** kube-proxy's JSON for {@code /healthz}. */
  public String healthzJson() {
    return json(healthzStatus(), ",\"nodeEligible\":" + nodeEligible);
  }

  /** kube-proxy's JSON for {@code /livez}. */
  public String livezJson() {
    return json(livezStatus(), "");
  }

  private boolean alive() {
    return families.values().stream().allMatch(FamilyHealth::healthy);
  }

  private boolean ready() {
    return families.values().stream().allMatch(family -> family.lastUpdated() != null);
  }

  /**
   * A healthy proxy says it was updated just now, even if nothing has changed for hours: older load
   * balancers compare the two times.
   */
  private String json(int status, String eligible) {
    String families =
        new TreeMap<>(this.families)
            .entrySet().stream()
                .map(entry -> family(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(","));
    return "{\"lastUpdated\":\"%s\",\"currentTime\":\"%s\"%s,\"healthy\":%s,\"status\":{%s}}"
        .formatted(
            status == 200 ? currentTime : text(oldest()), currentTime, eligible, alive(), families);
  }

  private @Nullable Instant oldest() {
    if (!ready()) {
      return null;
    }
    return families.values().stream()
        .map(FamilyHealth::lastUpdated)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static String family(IpFamily family, FamilyHealth health) {
    return "\"%s\":{\"lastUpdated\":\"%s\",\"healthy\":%s}"
        .formatted(family.kubernetesName(), text(health.lastUpdated()), health.healthy());
  }

  private static String text(@Nullable Instant time) {
    return time == null ? "0001-01-01T00:00:00Z" : time.toString();
  }
}
