package dev.servicelab.dns.chain;

import dev.servicelab.dns.metrics.Metrics;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.xbill.DNS.Name;

/**
 * What a plugin may know of the server block it stands in.
 *
 * @param zones the block's zones, the first as written first
 * @param address where the block listens, asked when needed: port 0 becomes a port when it is bound
 * @param resolver asks this listening address anything, as if a client had
 * @param pages takes pages to be served over HTTP as long as this configuration runs
 * @param plugins all plugins of the block in their order, asked when needed: none while they are
 *     still being made
 * @param process what the whole server offers
 */
public record PluginContext(
    List<Name> zones,
    Supplier<InetSocketAddress> address,
    Resolver resolver,
    Consumer<HttpPage> pages,
    Supplier<List<Plugin>> plugins,
    ServerProcess process) {

  public PluginContext {
    zones = List.copyOf(zones);
  }

  /** Answers queries: the whole server, seen from a plugin. */
  @FunctionalInterface
  public interface Resolver {
    /** The outcome for this query. */
    Outcome ask(Query query);
  }

  /** Where the block listens. */
  public InetSocketAddress listen() {
    return address.get();
  }

  /** The block's address as metrics name it, for example {@code dns://:53}. */
  public String server() {
    return "dns://:" + listen().getPort();
  }

  /** Serves a page over HTTP as long as this configuration runs. */
  public void serve(HttpPage page) {
    pages.accept(page);
  }

  /** The counters of the whole server. */
  public Metrics metrics() {
    return process.metrics();
  }
}
