package dev.servicelab.proxy.apply.ipvs;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether this kernel can do ipvs mode; asked at start, by making a virtual server. */
public final class IpvsProbe {
  /** An address for documentation (RFC 5737), which nobody has: kube-proxy tries the same one. */
  private static final String IPV4 = "198.51.100.0:20000";

  /** RFC 3849. */
  private static final String IPV6 = "[2001:db8::1]:20000";

  private IpvsProbe() {}

  /**
   * Tries a scheduler.
   *
   * @return why Services of a family cannot be balanced by it, in one line; empty if they can
   */
  public static Optional<String> obstacle(ToolRunner runner, IpFamily family, String scheduler) {
    String at = family == IpFamily.IPV4 ? IPV4 : IPV6;
    String batch = "-A -t %s -s %s\n-D -t %s\n".formatted(at, scheduler, at);
    ToolResult result;
    try {
      result = runner.run(List.of("ipvsadm", "-R"), batch);
    } catch (ToolFailed e) {
      return Optional.of("mode ipvs needs the tool ipvsadm: " + e.getMessage());
    }
    if (result.exitCode() == 0 && result.stderr().isBlank()) {
      return Optional.empty();
    }
    return Optional.of(words(result, family, scheduler));
  }

  /**
   * Sets how long the kernel remembers connections; zero leaves a value as it is.
   *
   * @throws ToolFailed if the tool refuses
   */
  public static void setTimeouts(ToolRunner runner, Duration tcp, Duration tcpFin, Duration udp) {
    List<String> command = List.of("ipvsadm", "--set", seconds(tcp), seconds(tcpFin), seconds(udp));
    var _ = runner.run(command, "").required(String.join(" ", command));
  }

  private static String words(ToolResult result, IpFamily family, String scheduler) {
    String complaint = result.complaint();
    if (complaint.contains("initialize ipvs")) {
      return "mode ipvs: this kernel has no IPVS, not even as a module (ip_vs): " + complaint;
    }
    if (complaint.contains("Scheduler")) {
      return "ipvs.scheduler: \"%s\": this kernel has no such scheduler, not even as a module (ip_vs_%s)"
          .formatted(scheduler, scheduler);
    }
    return family == IpFamily.IPV6
        ? "this kernel's IPVS has no IPv6: " + complaint
        : "mode ipvs: no virtual server can be made: " + complaint;
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }
}
