package dev.servicelab.dns.chain;

import dev.servicelab.dns.fast.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ExtendedErrorCodeOption;

/** The plugins of a server block, in the order they run. Immutable. */
public final class Chain {

  /** Where every chain ends: nobody took the query. */
  private static final Chain END = new Chain(null, null, List.of(), List.of());

  private final @Nullable Plugin plugin;
  private final @Nullable Chain next;
  private final List<ReplyObserver> observers;
  private final List<QueryAdjuster> adjusters;

  private Chain(
      @Nullable Plugin plugin,
      @Nullable Chain next,
      List<ReplyObserver> observers,
      List<QueryAdjuster> adjusters) {
    this.plugin = plugin;
    this.next = next;
    this.observers = observers;
    this.adjusters = adjusters;
  }

  /** A chain of these plugins, the first one asked first. */
  public static Chain of(List<Plugin> plugins) {
    List<ReplyObserver> observers = those(plugins, ReplyObserver.class);
    List<QueryAdjuster> adjusters = those(plugins, QueryAdjuster.class);
    Chain chain = END;
    for (Plugin plugin : plugins.reversed()) {
      chain = new Chain(plugin, chain, observers, adjusters);
    }
    return chain;
  }

  /** What the plugins from here on make of the query. */
  public Outcome ask(Query query) {
    if (plugin == null || next == null) {
      query.extendedError(ExtendedErrorCodeOption.NOT_AUTHORITATIVE);
      return Outcome.Refused.unclaimed("no plugin answers for " + query.name());
    }
    query.explanation().asked(plugin.name(), query);
    Outcome outcome = plugin.handle(query, next);
    query.explanation().answered(plugin.name(), outcome);
    return outcome;
  }

  /** Whether there is no plugin at all. */
  public boolean isEmpty() {
    return plugin == null;
  }

  /** The plugins, the first one asked first. */
  public List<Plugin> plugins() {
    List<Plugin> plugins = new ArrayList<>();
    Chain link = this;
    while (link != null && link.plugin != null) {
      plugins.add(link.plugin);
      link = link.next;
    }
    return List.copyOf(plugins);
  }

  /** What these plugins leave of themselves for answers from memory. */
  public Optional<Lane> lane() {
    return Lane.through(plugins().stream().map(Plugin::fastLane).toList());
  }

  /** The plugins that want to see the replies. */
  public List<ReplyObserver> observers() {
    return observers;
  }

  /** The query as its plugins want it to be understood, before any of them decides about it. */
  public Query adjust(Query query) {
    Query adjusted = query;
    for (QueryAdjuster adjuster : adjusters) {
      adjusted = adjuster.adjust(adjusted);
    }
    return adjusted;
  }

  private static <T> List<T> those(List<Plugin> plugins, Class<T> kind) {
    return plugins.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
