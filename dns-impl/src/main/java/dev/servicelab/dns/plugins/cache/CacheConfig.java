package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.Ineffective;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Name;

/**
 * What a Corefile says about caching. Defaults are CoreDNS's.
 *
 * @param zones the names that are cached
 * @param success how answers are kept
 * @param denial how denials are kept
 * @param serverFailure how long a failure is kept, in seconds
 * @param keepTtl whether a cached answer keeps its TTL instead of counting it down
 */
record CacheConfig(
    List<Name> zones, Keep success, Keep denial, long serverFailure, boolean keepTtl) {

  private static final List<String> NOT_YET =
      List.of("prefetch", "serve_stale", "serve_stale_policy");
  private static final List<String> OPTIONS =
      List.of(
          "success",
          "denial",
          "servfail",
          "disable",
          "keepttl",
          "prefetch",
          "serve_stale",
          "serve_stale_policy");
  private static final int CAPACITY = 9984;
  private static final long LEAST_TTL = 5;
  private static final int LONGEST_SERVFAIL = 300;

  /**
   * How one kind of reply is kept.
   *
   * @param capacity how many
   * @param mostTtl the longest time in seconds
   * @param leastTtl the shortest time in seconds
   * @param disabled zones whose replies of this kind are not kept
   */
  record Keep(int capacity, long mostTtl, long leastTtl, List<Name> disabled) {

    /** The time in seconds for a reply whose smallest TTL is this. */
    long ttl(long smallest) {
      return Math.min(Math.max(smallest, leastTtl), mostTtl);
    }

    Keep atMost(long seconds) {
      return new Keep(capacity, seconds, leastTtl, disabled);
    }
  }

  /** Reads {@code cache [TTL] [ZONES...] { ... }}. */
  static CacheConfig parse(Directive directive, PluginContext context) {
    List<String> zones = new ArrayList<>(directive.arguments());
    Keep success = new Keep(CAPACITY, 3600, LEAST_TTL, List.of());
    Keep denial = new Keep(CAPACITY, 1800, LEAST_TTL, List.of());
    if (!zones.isEmpty() && zones.getFirst().matches("\\d+")) {
      int ttl = Values.number(directive, zones.removeFirst(), 1, Integer.MAX_VALUE);
      success = success.atMost(ttl);
      denial = denial.atMost(ttl);
    }
    CacheConfig config =
        new CacheConfig(
            Zones.of(directive, zones, context.zones()), success, denial, LEAST_TTL, false);
    for (Directive option : directive.options()) {
      config = config.with(directive, option);
    }
    return config;
  }

  private CacheConfig with(Directive directive, Directive option) {
    return switch (option.name()) {
      case "success" ->
          new CacheConfig(zones, keep(option, success), denial, serverFailure, keepTtl);
      case "denial" ->
          new CacheConfig(zones, success, keep(option, denial), serverFailure, keepTtl);
      case "servfail" -> new CacheConfig(zones, success, denial, serverFailure(option), keepTtl);
      case "disable" -> disable(option);
      case "keepttl" -> {
        option.requireArguments(0, 0);
        yield new CacheConfig(zones, success, denial, serverFailure, true);
      }
      default -> {
        if (!NOT_YET.contains(option.name())) {
          throw directive.unknownOption(option, OPTIONS);
        }
        Ineffective.note(directive, option);
        yield this;
      }
    };
  }

  private static Keep keep(Directive option, Keep usual) {
    option.requireArguments(1, 3);
    List<String> words = option.arguments();
    int capacity = Values.number(option, words.get(0), 1, Integer.MAX_VALUE);
    long most = number(option, 1, usual.mostTtl());
    long least = number(option, 2, usual.leastTtl());
    return new Keep(capacity, most, Math.min(least, most), usual.disabled());
  }

  private static long number(Directive option, int index, long usual) {
    return option.arguments().size() <= index
        ? usual
        : Values.number(option, option.arguments().get(index), 0, Integer.MAX_VALUE);
  }

  private static long serverFailure(Directive option) {
    Duration given = Values.duration(option, option.onlyArgument());
    if (given.toSeconds() > LONGEST_SERVFAIL) {
      throw option.error("a failure is kept for 5m at most (RFC 2308 §7.1)");
    }
    return given.toSeconds();
  }

  /** {@code disable success|denial [ZONES...]}: without zones, for all. */
  private CacheConfig disable(Directive option) {
    option.requireArguments(1, Integer.MAX_VALUE);
    List<String> words = option.arguments();
    List<Name> off = Zones.of(option, words.subList(1, words.size()), zones);
    return switch (words.getFirst()) {
      case "success" ->
          new CacheConfig(zones, without(success, off), denial, serverFailure, keepTtl);
      case "denial" ->
          new CacheConfig(zones, success, without(denial, off), serverFailure, keepTtl);
      default -> throw option.error("'" + words.getFirst() + "' is not success or denial");
    };
  }

  private static Keep without(Keep keep, List<Name> zones) {
    return new Keep(keep.capacity(), keep.mostTtl(), keep.leastTtl(), zones);
  }
}
