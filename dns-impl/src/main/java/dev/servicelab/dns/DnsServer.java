package dev.servicelab.dns;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.ClusterAccess;
import dev.servicelab.dns.chain.HttpPage;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.ServerProcess;
import dev.servicelab.dns.chain.ZoneRouter;
import dev.servicelab.dns.corefile.Corefile;
import dev.servicelab.dns.corefile.CorefileException;
import dev.servicelab.dns.metrics.Metrics;
import dev.servicelab.dns.server.DnsListener;
import dev.servicelab.dns.server.HttpPages;
import dev.servicelab.dns.server.QueryHandler;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.StateException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The running server: what outlives a reload (sockets, counters, the watch on the cluster), and the
 * configuration.
 */
final class DnsServer implements ServerProcess, AutoCloseable {

  private static final Logger LOG = System.getLogger("server");

  private final DnsServerOptions options;
  private final Metrics metrics = new Metrics();
  private final ServerMetrics told;
  private final ClusterFeeds cluster;
  private final HttpPages pages;
  private final Map<InetSocketAddress, DnsListener> listeners = new ConcurrentHashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  private volatile ServerConfig config = ServerConfig.EMPTY;
  private volatile boolean draining;
  private volatile @Nullable String failure;
  private @Nullable Corefile corefile;
  private String lastRejection = "";

  /** A server that is not started yet. */
  DnsServer(DnsServerOptions options) {
    this.options = options;
    ProgrammingLatency latency = new ProgrammingLatency(metrics, options.clock());
    this.cluster = new ClusterFeeds(options.cluster(), latency::programmed);
    this.pages = new HttpPages(options::placeOfPage);
    this.told = new ServerMetrics(metrics, () -> config);
  }

  /**
   * Reads the Corefile and begins to answer.
   *
   * @throws CorefileException if the Corefile is wrong
   * @throws StateException if the cluster can never be read as given
   * @throws IOException if an address cannot be listened on
   */
  synchronized void start() throws IOException {
    Corefile first = options.corefile().read();
    apply(ConfigBuilder.build(first, this, addresses()));
    corefile = first;
    told.loaded(first);
    announce();
  }

  /** Waits for the end; returns the reason if it was a failure. */
  Optional<String> awaitEnd() throws InterruptedException {
    ended.await();
    return Optional.ofNullable(failure);
  }

  /** The addresses as bound. */
  List<InetSocketAddress> boundAddresses() {
    return listeners.values().stream().map(DnsListener::address).toList();
  }

  /** What answers at the first of these addresses. */
  QueryHandler handler() {
    return listeners.values().iterator().next().handler();
  }

  /** Where the pages of the present configuration can be read. */
  List<String> pageUrls() {
    return config.pages().stream().map(pages::url).toList();
  }

  @Override
  public synchronized void reload() {
    try {
      Corefile next = options.corefile().read();
      if (next.equals(corefile)) {
        return;
      }
      apply(ConfigBuilder.build(next, this, addresses()));
      corefile = next;
      told.loaded(next);
      lastRejection = "";
      LOG.log(Level.INFO, "Reloading complete");
    } catch (CorefileException | StateException | IOException e) {
      told.reloadFailed();
      // A file that stays bad is looked at every half minute; one line says enough.
      if (!lastRejection.equals(e.getMessage())) {
        lastRejection = String.valueOf(e.getMessage());
        LOG.log(
            Level.ERROR, "Corefile changed but not loaded, the old one stays: " + lastRejection);
      }
    }
  }

  /**
   * Stops being ready, goes on answering for the lame duck's time, then finishes what is under way.
   */
  @Override
  public void close() {
    draining = true;
    awaitLameduck();
    synchronized (this) {
      // First the queries under way: they still need the plugins.
      listeners.values().forEach(DnsServer::close);
      listeners.clear();
      config.plugins().forEach(Plugin::stop);
    }
    cluster.close();
    pages.close();
    ended.countDown();
  }

  @Override
  public void fail(String reason) {
    failure = reason;
    ended.countDown();
  }

  @Override
  public Clock clock() {
    return options.clock();
  }

  @Override
  public Metrics metrics() {
    return metrics;
  }

  @Override
  public Runnable watchCluster(
      ClusterAccess access, Interest interest, Consumer<ClusterSnapshot> listener) {
    return cluster.watch(access, interest, listener);
  }

  @Override
  public String url(HttpPage page) {
    return pages.url(page);
  }

  @Override
  public boolean draining() {
    return draining;
  }

  @Override
  public List<String> unready() {
    return config.listeners().isEmpty() ? List.of(STARTING) : config.unready();
  }

  /**
   * Puts a configuration in the place of the present one. The new plugins start first, then
   * listeners that both have change their zones without closing, so no query is lost.
   */
  private void apply(ServerConfig next) throws IOException {
    Map<InetSocketAddress, DnsListener> opened = new HashMap<>();
    ServerConfig previous = config;
    try {
      pages.serve(next.pages());
      next.plugins().forEach(Plugin::start);
      for (Map.Entry<InetSocketAddress, ZoneRouter> entry : next.listeners().entrySet()) {
        if (!listeners.containsKey(entry.getKey())) {
          QueryHandler handler = new QueryHandler(entry.getValue(), metrics);
          opened.put(entry.getKey(), DnsListener.open(entry.getKey(), handler));
        }
      }
    } catch (IOException | RuntimeException e) {
      opened.values().forEach(DnsServer::close);
      next.plugins().forEach(Plugin::stop);
      pages.serve(previous.pages());
      throw e;
    }
    config = next;
    listeners.forEach((listen, listener) -> keepOrClose(listen, listener, next));
    listeners.putAll(opened);
    previous.plugins().forEach(Plugin::stop);
    next.plugins().forEach(Plugin::serving);
  }

  private void keepOrClose(InetSocketAddress listen, DnsListener listener, ServerConfig next) {
    ZoneRouter zones = next.listeners().get(listen);
    if (zones != null) {
      listener.handler().serve(zones);
    } else {
      listeners.remove(listen);
      close(listener);
    }
  }

  private ConfigBuilder.AddressBook addresses() {
    return new ConfigBuilder.AddressBook() {
      @Override
      public Optional<InetSocketAddress> override() {
        return options.listen();
      }

      @Override
      public InetSocketAddress bound(InetSocketAddress listen) {
        DnsListener listener = listeners.get(listen);
        return listener == null ? listen : listener.address();
      }
    };
  }

  private void announce() {
    boundAddresses()
        .forEach(address -> LOG.log(Level.INFO, "answering on {0}", Addresses.text(address)));
    pageUrls().forEach(url -> LOG.log(Level.INFO, "serving {0}", url));
  }

  private void awaitLameduck() {
    long millis = failure == null ? config.lameduck().toMillis() : 0;
    if (millis == 0) {
      return;
    }
    LOG.log(Level.INFO, "Going into lameduck mode for " + config.lameduck().toSeconds() + "s");
    try {
      ended.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(DnsListener listener) {
    try {
      listener.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "closing a listener failed: {0}", e.getMessage());
    }
  }
}
