package dev.servicelab.proxy.node;

import dev.servicelab.proxy.apply.ipvs.IpvsProbe;
import dev.servicelab.proxy.config.IpvsSettings;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolRunner;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What IPVS needs to know before the first virtual server; kube-proxy's list. */
final class IpvsSetup {
  private static final System.Logger LOG = System.getLogger(IpvsSetup.class.getName());
  private static final Pattern KERNEL = Pattern.compile("(\\d+)\\.(\\d+).*");

  private final IpvsSettings settings;
  private final ToolRunner runner;
  private final Sysctls sysctls;

  IpvsSetup(IpvsSettings settings, ToolRunner runner, Sysctls sysctls) {
    this.settings = settings;
    this.runner = runner;
    this.sysctls = sysctls;
  }

  /**
   * Tries the scheduler, which loads the kernel's modules where that is possible, and sets what
   * only exists then.
   *
   * @throws ToolFailed if the kernel has no IPVS or not this scheduler, or a setting is refused
   */
  void apply() {
    IpvsProbe.obstacle(runner, IpFamily.IPV4, settings.scheduler())
        .ifPresent(
            why -> {
              throw new ToolFailed(why);
            });
    // Else iptables' rules are not asked about translated packets, and nobody is masqueraded.
    set("net/ipv4/vs/conntrack", "1");
    if (reusesConnections(System.getProperty("os.version", ""))) {
      set("net/ipv4/vs/conn_reuse_mode", "0");
    }
    // A client of a real server that is gone is sent to another one, not into the void.
    set("net/ipv4/vs/expire_nodest_conn", "1");
    set("net/ipv4/vs/expire_quiescent_template", "1");
    set("net/ipv4/ip_forward", "1");
    if (settings.strictArp()) {
      set("net/ipv4/conf/all/arp_ignore", "1");
      set("net/ipv4/conf/all/arp_announce", "2");
    }
    timeouts();
  }

  /**
   * Whether a kernel delays new connections that reuse a client's port by a second: from 4.1, which
   * has the setting, up to 5.9, which has the cure (kubernetes issue 93297).
   */
  static boolean reusesConnections(String kernel) {
    Matcher version = KERNEL.matcher(kernel);
    if (!version.matches()) {
      return false;
    }
    int number = Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2));
    return number >= 4001 && number < 5009;
  }

  private void timeouts() {
    if (settings.hasTimeouts()) {
      try {
        IpvsProbe.setTimeouts(runner, settings.tcp(), settings.tcpFin(), settings.udp());
      } catch (ToolFailed e) {
        LOG.log(System.Logger.Level.ERROR, "ipvs timeouts stay as they are: {0}", e.getMessage());
      }
    }
  }

  private void set(String name, String value) {
    try {
      sysctls.set(name, value);
    } catch (IOException e) {
      throw new ToolFailed(
          "mode ipvs: " + name + " cannot be set to " + value + ": " + e.getMessage(), e);
    }
  }
}
