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
 * @param byTime whether a changed file counts even if its serial is the old one
 * @param fallthrough names below one of these zones are passed on instead of denied
 */
record FileConfig(
    Path path, List<Name> zones, Duration reload, boolean byTime, List<Name> fallthrough) {

  private static final Duration RELOAD = Duration.ofMinutes(1);
  private static final List<String> OPTIONS = List.of("reload", "reload_by_mtime", "fallthrough");

  /** Reads {@code file DBFILE [ZONES...] { ... }}. */
  static FileConfig parse(Directive directive, PluginContext context) {
    directive.requireArguments(1, Integer.MAX_VALUE);
    List<String> words = directive.arguments();
    List<Name> zones = Zones.of(directive, words.subList(1, words.size()), context.zones());
    FileConfig config = new FileConfig(Path.of(words.getFirst()), zones, RELOAD, false, List.of());
    for (Directive option : directive.options()) {
      config = config.with(directive, option);
    }
    return config;
  }

  private FileConfig with(Directive directive, Directive option) {
    return switch (option.name()) {
      case "reload" -> new FileConfig(path, zones, Values.interval(option), byTime, fallthrough);
      case "reload_by_mtime" -> {
        option.requireArguments(0, 0);
        yield new FileConfig(path, zones, reload, true, fallthrough);
      }
      case "fallthrough" ->
          new FileConfig(path, zones, reload, byTime, Zones.of(option, option.arguments(), zones));
      default -> throw directive.unknownOption(option, OPTIONS);
    };
  }
}
