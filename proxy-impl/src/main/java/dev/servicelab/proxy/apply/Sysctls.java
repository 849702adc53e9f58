package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.tools.ToolFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kernel settings, as files below {@code /proc/sys}. */
public final class Sysctls {
  private final Path root;

  /** The settings of the network namespace this process is in. */
  public Sysctls() {
    this(Path.of("/proc/sys"));
  }

  Sysctls(Path root) {
    this.root = root;
  }

  /**
   * Lets packets to 127.0.0.1 be routed, so that node ports answer there.
   *
   * @throws ToolFailed if it is not set and cannot be
   */
  public void allowLocalnetRouting() {
    Path file = root.resolve("net/ipv4/conf/all/route_localnet");
    try {
      if (!Files.readString(file).strip().equals("1")) {
        Files.writeString(file, "1\n");
      }
    } catch (IOException e) {
      throw new ToolFailed(
          file + " cannot be set to 1; iptables.localhostNodePorts: false does without it", e);
    }
  }

  /** Whether conntrack takes out-of-window packets for valid; false where that cannot be known. */
  public boolean conntrackIsLiberal() {
    try {
      Path file = root.resolve("net/netfilter/nf_conntrack_tcp_be_liberal");
      return !Files.readString(file).strip().equals("0");
    } catch (IOException e) {
      return false;
    }
  }
}
