package dev.servicelab.dns.plugins.metadata;

import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.clients.Describes;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;

/** Lets plugins such as {@code log} ask what others of the server block know about a question. */
public final class MetadataPlugin implements Plugin {

  private static final List<String> OPTIONS = List.of();

  private final List<Name> zones;
  private final PluginContext context;

  private MetadataPlugin(List<Name> zones, PluginContext context) {
    this.zones = List.copyOf(zones);
    this.context = context;
  }

  /** Reads {@code metadata [ZONES...]}. */
  public static Plugin create(Directive directive, PluginContext context) {
    for (Directive option : directive.options()) {
      throw directive.unknownOption(option, OPTIONS);
    }
    return new MetadataPlugin(Zones.of(directive, directive.arguments(), context.zones()), context);
  }

  /**
   * What the block's plugins know about a question; empty without the plugin {@code metadata}, too.
   *
   * @param label the label, for example {@code kubernetes/service}
   */
  public static Optional<String> find(PluginContext context, String label, Query query) {
    return context.plugins().get().stream()
        .filter(MetadataPlugin.class::isInstance)
        .findFirst()
        .flatMap(plugin -> ((MetadataPlugin) plugin).find(label, query));
  }

  @Override
  public String name() {
    return "metadata";
  }

  /** It hears of questions only from those that ask about them. */
  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }

  private Optional<String> find(String label, Query query) {
    if (Zones.match(zones, query.name()).isEmpty()) {
      return Optional.empty();
    }
    return context.plugins().get().stream()
        .filter(Describes.class::isInstance)
        .flatMap(plugin -> ((Describes) plugin).describe(label, query).stream())
        .findFirst();
  }
}
