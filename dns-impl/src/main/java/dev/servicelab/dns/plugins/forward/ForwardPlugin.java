package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.upstream.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Asks upstreams; what the first one that replies says is the outcome, whatever it is. */
public final class ForwardPlugin implements Plugin {

  private static final String NAME = "forward";

  private final Directive directive;
  private final ForwardConfig config;
  private final ForwardMetrics metrics;
  private final Semaphore waiting;
  private volatile UpstreamSet upstreams = UpstreamSet.none();

  private ForwardPlugin(Directive directive, ForwardConfig config, PluginContext context) {
    this.directive = directive;
    this.config = config;
    this.metrics = new ForwardMetrics(context.metrics());
    this.waiting = new Semaphore(config.maxConcurrent());
    // Reads the files of TLS, so that a wrong one is found before anything starts.
    config.targets().forEach(target -> TlsOptions.session(directive, target.security()));
  }

  /** Reads {@code forward FROM TO... { ... }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    return new ForwardPlugin(directive, ForwardOptions.parse(directive), context);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Resolves upstreams given by name; this is the one time that is done. */
  @Override
  public void start() {
    List<Upstream> all = new ArrayList<>();
    for (Target target : config.targets()) {
      for (InetAddress address : addresses(target)) {
        Endpoint server =
            new Endpoint(
                new InetSocketAddress(address, target.port()),
                TlsOptions.session(directive, target.security()));
        all.add(new Upstream(server, config, metrics));
      }
    }
    upstreams = new UpstreamSet(all, config.policy());
  }

  @Override
  public void stop() {
    upstreams.close();
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    if (!takes(query)) {
      return next.ask(query);
    }
    if (!waiting.tryAcquire()) {
      metrics.rejected();
      query.explain(NAME, () -> config.maxConcurrent() + " queries wait already: max_concurrent");
      return new Outcome.Refused("concurrent queries exceeded maximum " + config.maxConcurrent());
    }
    Outcome outcome;
    try {
      outcome = new Attempt(query, config, upstreams, metrics).run();
    } finally {
      waiting.release();
    }
    return goesOn(outcome) && leadsToForward(next) ? passOn(query, next, outcome) : outcome;
  }

  private boolean takes(Query query) {
    if (Zones.match(config.from(), query.name()).isEmpty()) {
      query.explain(NAME, () -> "not under " + config.from().getFirst() + ", so it is passed on");
      return false;
    }
    boolean spared =
        !config.from().contains(query.name())
            && Zones.match(config.except(), query.name()).isPresent();
    if (spared) {
      query.explain(NAME, () -> "excepted, so it is passed on");
    }
    return !spared;
  }

  private boolean goesOn(Outcome outcome) {
    return config.next().rcodes().contains(outcome.rcode())
        || (config.next().onNoData() && outcome instanceof Outcome.NoData);
  }

  /** As in CoreDNS: another plugin would not know better than an upstream. */
  private static boolean leadsToForward(Chain next) {
    List<Plugin> rest = next.plugins();
    return !rest.isEmpty() && rest.getFirst() instanceof ForwardPlugin;
  }

  private static Outcome passOn(Query query, Chain next, Outcome outcome) {
    query.explain(
        NAME, () -> "the next forward is asked, since this one's reply is " + outcome.rcode());
    return next.ask(query);
  }

  private List<InetAddress> addresses(Target target) {
    return switch (target) {
      case Target.Address given -> List.of(given.address());
      case Target.Host host -> {
        try {
          yield new HostNames(config.resolvers()).resolve(host.name());
        } catch (IOException e) {
          throw directive.error("cannot resolve '" + host.name() + "': " + e.getMessage());
        }
      }
    };
  }
}
