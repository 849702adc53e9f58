package dev.servicelab.dns.chain;

import dev.servicelab.dns.metrics.Metrics;
import java.net.InetSocketAddress;
import java.util.List;
import org.xbill.DNS.Name;

/**
 * What a plugin may know of the server block it stands in.
 *
 * @param zones the block's zones, the first as written first
 * @param listen where the block listens; port 0 until bound is possible in tests only
 * @param resolver asks this listening address anything, as if a client had
 * @param process what the whole server offers
 */
public record PluginContext(
    List<Name> zones, InetSocketAddress listen, Resolver resolver, ServerProcess process) {

  public PluginContext {
    zones = List.copyOf(zones);
  }

  /** Answers queries: the whole server, seen from a plugin. */
  @FunctionalInterface
  public interface Resolver {
    /** The outcome for this query. */
    Outcome ask(Query query);
  }

  /** The counters of the whole server. */
  public Metrics metrics() {
    return process.metrics();
  }
}
