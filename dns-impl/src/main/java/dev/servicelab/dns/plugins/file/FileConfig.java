package dev.servicelab.dns.plugins.file;

import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Name;

/**
 * What a Corefile says about one master file.
 *
 * @param path the master file
 * @param zones the zones it is read for, at least one
 * @param reload how often to look for a changed file; zero for never
 * @param fallthrough names below one of these zones are passed on instead of denied
 */
record FileConfig(Path path, List<Name> zones, Duration reload, List<Name> fallthrough) {

  private static final Duration RELOAD = Duration.ofMinutes(1);

  /** Reads {@code file DBFILE [ZONES...] { ... }}. */
  static FileConfig parse(Directive directive, PluginContext context) {
    directive.requireArguments(1, Integer.MAX_VALUE);
    List<String> words = directive.arguments();
    List<Name> zones = Zones.of(directive, words.subList(1, words.size()), context.zones());
    FileConfig config = new FileConfig(Path.of(words.getFirst()), zones, RELOAD, List.of());
    for (Directive option : directive.options()) {
      config = config.with(directive, option);
    }
    return config;
  }

  private FileConfig with(Directive directive, Directive option) {
    return switch (option.name()) {
      case "reload" ->
          new FileConfig(path, zones, interval(option, option.onlyArgument()), fallthrough);
      case "fallthrough" ->
          new FileConfig(path, zones, reload, Zones.of(option, option.arguments(), zones));
      default -> throw directive.unknownOption(option, List.of("reload", "fallthrough"));
    };
  }

  /** CoreDNS's {@code reload 0} has no unit. */
  private static Duration interval(Directive option, String text) {
    return text.equals("0") ? Duration.ZERO : Values.duration(option, text);
  }
}
