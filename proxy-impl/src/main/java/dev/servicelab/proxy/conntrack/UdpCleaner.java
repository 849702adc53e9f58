package dev.servicelab.proxy.conntrack;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Deletes UDP connections to endpoints that are gone, after the rules say so. TCP and SCTP clients
 * notice by themselves and are never touched.
 */
public final class UdpCleaner {
  private static final System.Logger LOG = System.getLogger(UdpCleaner.class.getName());

  private final ToolRunner runner;
  private final String family;
  private UdpFrontends cleaned = UdpFrontends.none();

  /** A cleaner for one family. */
  public UdpCleaner(ToolRunner runner, IpFamily family) {
    this.runner = runner;
    this.family = family == IpFamily.IPV4 ? "ipv4" : "ipv6";
  }

  /** Whatever was cleaned before counts no more: rules were gone for a while, and clients sent. */
  public void forget() {
    cleaned = UdpFrontends.none();
  }

  /**
   * Deletes what a plan that is now in force leaves stale. Does nothing unless UDP Services or
   * their endpoints have changed. A failure is logged and made up for by the next call.
   *
   * @return what was done
   */
  public Cleaned clean(NodePlan plan) {
    UdpFrontends now = UdpFrontends.of(plan);
    if (now.equals(cleaned)) {
      return Cleaned.UNTOUCHED;
    }
    long start = System.nanoTime();
    int deleted = 0;
    try {
      List<Flow> flows = list();
      List<Flow> stale = new StaleFlows(cleaned, now).among(flows);
      deleted = delete(Deletion.of(flows, stale));
      cleaned = now;
    } catch (ToolFailed e) {
      LOG.log(System.Logger.Level.WARNING, "stale UDP connections stay: {0}", e.getMessage());
    }
    return new Cleaned(true, deleted, Duration.ofNanos(System.nanoTime() - start));
  }

  private List<Flow> list() {
    ToolResult result =
        runner
            .run(List.of("conntrack", "-L", "-f", family, "-p", "udp"), "")
            .required("conntrack -L");
    return result.stdout().lines().map(Flow::parse).flatMap(Optional::stream).distinct().toList();
  }

  /** Returns how many were deleted. Some may have ended by themselves meanwhile: as good. */
  private int delete(List<Deletion> deletions) {
    if (deletions.isEmpty()) {
      return 0;
    }
    String batch = deletions.stream().map(one -> one.line(family)).collect(Collectors.joining());
    ToolResult result =
        runner
            .run(List.of("conntrack", "--load-file", "-"), batch)
            .required("conntrack --load-file");
    int deleted =
        (int) result.stdout().lines().filter(line -> Flow.parse(line).isPresent()).count();
    LOG.log(
        System.Logger.Level.INFO,
        "deleted {0} UDP connections that lead nowhere any more",
        deleted);
    return deleted;
  }
}
