package dev.servicelab.dns.plugins.hosts;

import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Name;

/**
 * What a Corefile says about hosts.
 *
 * @param path the hosts file
 * @param named whether the Corefile names it, so that it ought to be there
 * @param zones names outside of them are not served
 * @param inline lines of the Corefile itself
 * @param ttl of all records, in seconds
 * @param reverse whether addresses lead back to names
 * @param reload how often to look whether the file has changed; zero for never
 * @param fallthrough names below these zones are passed on instead of failing
 * @param fallthroughUnsupported whether types without records here are passed on, too
 */
record HostsConfig(
    Path path,
    boolean named,
    List<Name> zones,
    List<String> inline,
    long ttl,
    boolean reverse,
    Duration reload,
    List<Name> fallthrough,
    boolean fallthroughUnsupported) {

  private static final Path USUAL = Path.of("/etc/hosts");
  private static final long TTL = 3600;
  private static final int LONGEST_TTL = 65_535;
  private static final Duration RELOAD = Duration.ofSeconds(5);
  private static final List<String> OPTIONS =
      List.of("ttl", "no_reverse", "reload", "fallthrough", "fallthrough_unsupported");

  HostsConfig {
    zones = List.copyOf(zones);
    inline = List.copyOf(inline);
    fallthrough = List.copyOf(fallthrough);
  }

  /** Reads {@code hosts [FILE [ZONES...]] { ... }}. */
  static HostsConfig parse(Directive line, PluginContext context) {
    List<String> words = line.arguments();
    boolean named = !words.isEmpty();
    List<String> zones = named ? words.subList(1, words.size()) : words;
    Builder builder = new Builder(line, Zones.of(line, zones, context.zones()));
    line.options().forEach(builder::add);
    if (builder.unsupported && builder.fallthrough.isEmpty()) {
      throw line.error("fallthrough_unsupported needs fallthrough");
    }
    return new HostsConfig(
        named ? Path.of(words.getFirst()) : USUAL,
        named,
        builder.zones,
        builder.inline,
        builder.ttl,
        builder.reverse,
        builder.reload,
        builder.fallthrough,
        builder.unsupported);
  }

  /** Collects the lines in braces: options, and lines as they stand in hosts files. */
  private static final class Builder {
    private final Directive line;
    private final List<Name> zones;
    private final List<String> inline = new ArrayList<>();
    private long ttl = TTL;
    private boolean reverse = true;
    private Duration reload = RELOAD;
    private List<Name> fallthrough = List.of();
    private boolean unsupported;

    Builder(Directive line, List<Name> zones) {
      this.line = line;
      this.zones = zones;
    }

    void add(Directive option) {
      switch (option.name()) {
        case "ttl" -> ttl = Values.number(option, option.onlyArgument(), 1, LONGEST_TTL);
        case "no_reverse" -> {
          option.requireArguments(0, 0);
          reverse = false;
        }
        case "reload" -> reload = Values.interval(option);
        case "fallthrough" -> fallthrough = Zones.of(option, option.arguments(), zones);
        case "fallthrough_unsupported" -> {
          option.requireArguments(0, 0);
          unsupported = true;
        }
        default -> addInline(option);
      }
    }

    private void addInline(Directive entry) {
      if (HostsTable.address(entry.name()).isEmpty()) {
        throw line.unknownOption(entry, OPTIONS);
      }
      entry.requireArguments(1, Integer.MAX_VALUE);
      inline.add(entry.name() + " " + String.join(" ", entry.arguments()));
    }
  }
}
