package dev.servicelab.proxy.conntrack;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
      List<Flow> stale = new StaleFlows(cleaned, now).among(list());
      stale.forEach(this::delete);
      deleted = stale.size();
      cleaned = now;
    } catch (ToolFailed e) {
      LOG.log(System.Logger.Level.WARNING, "stale UDP connections stay: {0}", e.getMessage());
    }
    return new Cleaned(true, deleted, Duration.ofNanos(System.nanoTime() - start));
  }

  private List<Flow> list() {
    ToolResult result = runner.run(List.of("conntrack", "-L", "-f", family, "-p", "udp"), "");
    if (result.exitCode() != 0) {
      throw new ToolFailed("conntrack -L: " + result.complaint());
    }
    return result.stdout().lines().map(Flow::parse).flatMap(Optional::stream).toList();
  }

  /** The tool's exit code is 1 if the connection has ended by itself meanwhile: as good. */
  private void delete(Flow flow) {
    runner.run(
        List.of(
            "conntrack",
            "-D",
            "-f",
            family,
            "-p",
            "udp",
            "--orig-dst",
            flow.destination().ip(),
            "--orig-port-dst",
            String.valueOf(flow.destination().port()),
            "--reply-src",
            flow.replySource().ip(),
            "--reply-port-src",
            String.valueOf(flow.replySource().port())),
        "");
    LOG.log(
        System.Logger.Level.INFO,
        "deleted UDP connections to {0} that were answered by {1}",
        flow.destination(),
        flow.replySource());
  }
}
