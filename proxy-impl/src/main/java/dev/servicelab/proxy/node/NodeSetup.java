package dev.servicelab.proxy.node;

import dev.servicelab.proxy.config.ProxyConfig;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.tools.ProcessRunner;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolRunner;
import java.io.IOException;

/** What a node needs besides rules. After it, CAP_NET_ADMIN is all that this process needs. */
public final class NodeSetup {
  private static final String ROUTE_LOCALNET = "net/ipv4/conf/all/route_localnet";

  private final ProxyConfig settings;
  private final ToolRunner runner;
  private final Sysctls sysctls = new Sysctls();

  /** The set-up that settings ask for. */
  public NodeSetup(ProxyConfig settings) {
    this(settings, new ProcessRunner());
  }

  NodeSetup(ProxyConfig settings, ToolRunner runner) {
    this.settings = settings;
    this.runner = runner;
  }

  /**
   * Sets the sysctls.
   *
   * @throws ToolFailed if node ports are to answer at 127.0.0.1, but the kernel's setting for that
   *     is off and cannot be changed; if mode ipvs is wanted and the kernel has no IPVS, or not its
   *     scheduler
   */
  public void privileged() {
    OomScore.set(settings.oomScoreAdj());
    new ConntrackLimits(sysctls)
        .apply(settings.conntrack(), Runtime.getRuntime().availableProcessors());
    switch (settings.mode()) {
      case IPTABLES -> {
        if (localhostNodePorts()) {
          allowLocalnetRouting();
        }
      }
      case IPVS -> new IpvsSetup(settings.ipvs(), runner, sysctls).apply();
    }
  }

  /** Whether node ports answer at 127.0.0.1: if they should, and it is an address for them. */
  public boolean localhostNodePorts() {
    return settings.iptables().localhostNodePorts()
        && settings.nodePortAddresses().contains("127.0.0.1", IpFamily.IPV4);
  }

  /** Whether conntrack takes out-of-window packets for valid; false where that is not known. */
  boolean conntrackIsLiberal() {
    return sysctls
        .get("net/netfilter/nf_conntrack_tcp_be_liberal")
        .filter(value -> !value.equals("0"))
        .isPresent();
  }

  /** Lets packets to 127.0.0.1 be routed. */
  private void allowLocalnetRouting() {
    try {
      sysctls.set(ROUTE_LOCALNET, "1");
    } catch (IOException e) {
      throw new ToolFailed(
          ROUTE_LOCALNET
              + " cannot be set to 1; iptables.localhostNodePorts: false does without it",
          e);
    }
  }
}
