package dev.servicelab.proxy.node;

import dev.servicelab.proxy.apply.SyncListener;
import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.apply.ipvs.IpvsLeftovers;
import dev.servicelab.proxy.config.ProxyConfig;
import dev.servicelab.proxy.config.fields.Mode;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.ipvs.IpvsTables;
import dev.servicelab.proxy.tools.ToolRunner;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Takes away what ipvs mode has left on a node whose mode is iptables now: not before this mode's
 * rules carry the traffic in every family, and once. The other way round the rules themselves do
 * it: each mode's batch deletes the other mode's chains.
 */
final class OtherMode {
  private static final System.Logger LOG = System.getLogger(OtherMode.class.getName());

  private final ProxyConfig settings;
  private final ToolRunner runner;
  private final Set<IpFamily> awaited = EnumSet.noneOf(IpFamily.class);

  OtherMode(ProxyConfig settings, ToolRunner runner) {
    this.settings = settings;
    this.runner = runner;
  }

  /** Waits for the first success of each of these families. */
  synchronized void await(Set<IpFamily> families) {
    if (settings.mode() != Mode.IPVS) {
      awaited.addAll(families);
    }
  }

  /** Hears of one of them. */
  SyncListener of(IpFamily family) {
    return new SyncListener() {
      @Override
      public void queued() {}

      @Override
      public void succeeded(Kind kind, Duration took, Synced synced) {
        done(family);
      }

      @Override
      public void failed(Kind kind, Duration took) {}
    };
  }

  private synchronized void done(IpFamily family) {
    if (awaited.remove(family) && awaited.isEmpty() && wasIpvs()) {
      IpvsLeftovers.remove(runner, settings.ipvs().excluded())
          .forEach(line -> LOG.log(System.Logger.Level.WARNING, "left from ipvs mode: {0}", line));
    }
  }

  /** Without a process: on most nodes there is nothing. */
  private static boolean wasIpvs() {
    try {
      return NetworkInterface.getByName(IpvsTables.DEVICE) != null;
    } catch (SocketException e) {
      return false;
    }
  }
}
