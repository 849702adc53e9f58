package dev.servicelab.dns.chain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plugins of a server block, in the order they run. Immutable. */
public final class Chain {

  /** Where every chain ends: a query that nobody took is refused. */
  private static final Chain END = new Chain(null, null, List.of());

  private final @Nullable Plugin plugin;
  private final @Nullable Chain next;
  private final List<ReplyObserver> observers;

  private Chain(@Nullable Plugin plugin, @Nullable Chain next, List<ReplyObserver> observers) {
    this.plugin = plugin;
    this.next = next;
    this.observers = observers;
  }

  /** A chain of these plugins, the first one asked first. */
  public static Chain of(List<Plugin> plugins) {
    List<ReplyObserver> observers =
        plugins.stream()
            .filter(ReplyObserver.class::isInstance)
            .map(ReplyObserver.class::cast)
            .toList();
    Chain chain = END;
    for (Plugin plugin : plugins.reversed()) {
      chain = new Chain(plugin, chain, observers);
    }
    return chain;
  }

  /** What the plugins from here on make of the query. */
  public Outcome ask(Query query) {
    if (plugin == null || next == null) {
      return new Outcome.Refused("no plugin answers for " + query.name());
    }
    query.explanation().asked(plugin.name(), query);
    Outcome outcome = plugin.handle(query, next);
    query.explanation().answered(plugin.name(), outcome);
    return outcome;
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

  /** The plugins that want to see the replies. */
  public List<ReplyObserver> observers() {
    return observers;
  }
}
