package dev.servicelab.proxy.node;

import dev.servicelab.proxy.config.ConntrackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The limits of conntrack's table. Some belong to the whole machine and may not be set by a node in
 * a container; kube-proxy ends there, this proxy says so in one line and goes on.
 */
public final class ConntrackLimits {
  private static final System.Logger LOG = System.getLogger(ConntrackLimits.class.getName());
  private static final Path BUCKETS = Path.of("/sys/module/nf_conntrack/parameters/hashsize");

  private final Sysctls sysctls;
  private final Path buckets;
  private final List<String> failures = new ArrayList<>();

  /** Those of this machine. */
  public ConntrackLimits(Sysctls sysctls) {
    this(sysctls, BUCKETS);
  }

  ConntrackLimits(Sysctls sysctls, Path buckets) {
    this.sysctls = sysctls;
    this.buckets = buckets;
  }

  /**
   * Sets them.
   *
   * @param cpus how many this machine has
   * @return what could not be set and why, one text each; it is logged, too
   */
  public List<String> apply(ConntrackSettings settings, int cpus) {
    int max = settings.max(cpus);
    if (max > 0) {
      set("nf_conntrack_max", max);
      growBuckets(max / 4);
    }
    timeout("nf_conntrack_tcp_timeout_established", settings.tcpEstablished());
    timeout("nf_conntrack_tcp_timeout_close_wait", settings.tcpCloseWait());
    if (settings.tcpBeLiberal()) {
      set("nf_conntrack_tcp_be_liberal", 1);
    }
    timeout("nf_conntrack_udp_timeout", settings.udp());
    timeout("nf_conntrack_udp_timeout_stream", settings.udpStream());
    if (!failures.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "conntrack settings stay as they are: {0}",
          String.join("; ", failures));
    }
    return List.copyOf(failures);
  }

  private void timeout(String name, Duration duration) {
    if (duration.toSeconds() > 0) {
      set(name, duration.toSeconds());
    }
  }

  private void set(String name, long value) {
    try {
      sysctls.set("net/netfilter/" + name, Long.toString(value));
    } catch (IOException e) {
      failures.add(name + "=" + value + " is refused: " + reason(e));
    }
  }

  /** With fewer buckets than a quarter of the connections, their lists grow long. */
  private void growBuckets(int least) {
    try {
      if (Integer.parseInt(Files.readString(buckets).strip()) < least) {
        Files.writeString(buckets, Integer.toString(least));
      }
    } catch (IOException e) {
      failures.add("hashsize=" + least + " is refused: " + reason(e));
    }
  }

  /** The last part of "file: reason". */
  private static String reason(IOException problem) {
    String message = String.valueOf(problem.getMessage());
    return message.substring(message.lastIndexOf(": ") + 1).strip();
  }
}
