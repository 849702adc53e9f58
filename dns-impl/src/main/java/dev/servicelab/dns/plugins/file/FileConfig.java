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
 * @param denials what goes along with a denial
 */
record FileConfig(
    Path path,
    List<Name> zones,
    Duration reload,
    boolean byTime,
    List<Name> fallthrough,
    Denials denials) {

  private static final Duration RELOAD = Duration.ofMinutes(1);
  private static final List<String> OPTIONS =
      List.of("reload", "reload_by_mtime", "fallthrough", "denials");

  /** What goes along with a denial. */
  enum Denials {
    /** The SOA with the time for which the denial may be remembered (RFC 2308 §2.2, §3). */
    RFC2308,
    /** The SOA as it stands in the file; behind an alias that leads to no data, NS records. */
    COREDNS
  }

  /** Reads {@code file DBFILE [ZONES...] { ... }}. */
  static FileConfig parse(Directive directive, PluginContext context) {
    directive.requireArguments(1, Integer.MAX_VALUE);
    List<String> words = directive.arguments();
    List<Name> zones = Zones.of(directive, words.subList(1, words.size()), context.zones());
    FileConfig config =
        new FileConfig(Path.of(words.getFirst()), zones, RELOAD, false, List.of(), Denials.RFC2308);
    for (Directive option : directive.options()) {
      config = config.with(directive, option);
    }
    return config;
  }

  private FileConfig with(Directive directive, Directive option) {
    return switch (option.name()) {
      case "reload" ->
          new FileConfig(path, zones, Values.interval(option), byTime, fallthrough, denials);
      case "reload_by_mtime" -> {
        option.requireArguments(0, 0);
        yield new FileConfig(path, zones, reload, true, fallthrough, denials);
      }
      case "fallthrough" ->
          new FileConfig(
              path, zones, reload, byTime, Zones.of(option, option.arguments(), zones), denials);
      case "denials" -> new FileConfig(path, zones, reload, byTime, fallthrough, denials(option));
      default -> throw directive.unknownOption(option, OPTIONS);
    };
  }

  private static Denials denials(Directive option) {
    return switch (option.onlyArgument()) {
      case "rfc2308" -> Denials.RFC2308;
      case "coredns" -> Denials.COREDNS;
      default ->
          throw option.error("'" + option.onlyArgument() + "' is neither 'rfc2308' nor 'coredns'");
    };
  }
}
