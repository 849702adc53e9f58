package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import dev.servicelab.dns.plugins.cache.CacheConfig.Keep;
import dev.servicelab.dns.plugins.cache.CacheConfig.Prefetch;
import dev.servicelab.dns.plugins.cache.CacheConfig.Stale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;

/** Reads {@code cache [TTL] [ZONES...] { ... }}, one line at a time. Defaults are CoreDNS's. */
final class CacheOptions {

  private static final List<String> NAMES =
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

  private final List<Name> zones;
  private Keep success = new Keep(CAPACITY, 3600, LEAST_TTL, List.of());
  private Keep denial = new Keep(CAPACITY, 1800, LEAST_TTL, List.of());
  private long serverFailure = LEAST_TTL;
  private boolean keepTtl;
  private Prefetch prefetch = Prefetch.OFF;
  private Stale stale = Stale.OFF;
  private boolean preferPositive;

  private CacheOptions(Directive directive, PluginContext context) {
    List<String> words = new ArrayList<>(directive.arguments());
    if (!words.isEmpty() && words.getFirst().matches("\\d+")) {
      int ttl = Values.number(directive, words.removeFirst(), 1, Integer.MAX_VALUE);
      success = success.atMost(ttl);
      denial = denial.atMost(ttl);
    }
    zones = Zones.of(directive, words, context.zones());
  }

  static CacheConfig parse(Directive directive, PluginContext context) {
    CacheOptions options = new CacheOptions(directive, context);
    directive.options().forEach(option -> options.read(directive, option));
    if (options.preferPositive && options.stale.upTo() == 0) {
      throw directive.error("serve_stale_policy has no meaning without serve_stale");
    }
    return new CacheConfig(
        options.zones,
        options.success,
        options.denial,
        options.serverFailure,
        options.keepTtl,
        options.prefetch,
        options.preferPositive ? options.stale.preferringPositive() : options.stale);
  }

  private void read(Directive directive, Directive option) {
    switch (option.name()) {
      case "success" -> success = keep(option, success);
      case "denial" -> denial = keep(option, denial);
      case "servfail" -> serverFailure = serverFailure(option);
      case "disable" -> disable(option);
      case "keepttl" -> {
        option.requireArguments(0, 0);
        keepTtl = true;
      }
      case "prefetch" -> prefetch = prefetch(option);
      case "serve_stale" -> stale = StaleOption.parse(option);
      case "serve_stale_policy" -> preferPositive = policy(option);
      default -> throw directive.unknownOption(option, NAMES);
    }
  }

  private static Keep keep(Directive option, Keep usual) {
    option.requireArguments(1, 3);
    int capacity = Values.number(option, option.arguments().getFirst(), 0, Integer.MAX_VALUE);
    long most = number(option, 1, 1, usual.mostTtl());
    long least = number(option, 2, 0, usual.leastTtl());
    return new Keep(capacity, most, least, usual.disabled());
  }

  private static long number(Directive option, int index, int least, long usual) {
    return option.arguments().size() <= index
        ? usual
        : Values.number(option, option.arguments().get(index), least, Integer.MAX_VALUE);
  }

  private static long serverFailure(Directive option) {
    Duration given = Values.duration(option, option.onlyArgument());
    if (given.toSeconds() > LONGEST_SERVFAIL) {
      throw option.error("a failure is kept for 5m at most (RFC 2308 §7.1)");
    }
    return given.toSeconds();
  }

  /** {@code disable success|denial [ZONES...]}: without zones, for all. */
  private void disable(Directive option) {
    option.requireArguments(1, Integer.MAX_VALUE);
    List<String> words = option.arguments();
    List<Name> off = Zones.of(option, words.subList(1, words.size()), zones);
    switch (words.getFirst()) {
      case "success" -> success = success.without(off);
      case "denial" -> denial = denial.without(off);
      default -> throw option.error("'" + words.getFirst() + "' is not success or denial");
    }
  }

  /** {@code prefetch AMOUNT [DURATION [PERCENTAGE%]]}. */
  private static Prefetch prefetch(Directive option) {
    option.requireArguments(1, 3);
    List<String> words = option.arguments();
    int amount = Values.number(option, words.getFirst(), 0, Integer.MAX_VALUE);
    Duration gap = words.size() > 1 ? Values.duration(option, words.get(1)) : Prefetch.OFF.gap();
    if (words.size() < 3) {
      return new Prefetch(amount, gap, Prefetch.OFF.percent());
    }
    String percent = words.get(2);
    if (!percent.endsWith("%")) {
      throw option.error("'" + percent + "' is not a percentage (example: 10%)");
    }
    return new Prefetch(
        amount, gap, Values.number(option, percent.substring(0, percent.length() - 1), 10, 90));
  }

  private static boolean policy(Directive option) {
    String word = option.onlyArgument();
    if (!word.equals("prefer_positive")) {
      throw option.error("'" + word + "' is not prefer_positive");
    }
    return true;
  }

  /** {@code serve_stale [DURATION [immediate|verify [PATIENCE]] [TTL] [RECHECK]]}. */
  private record StaleOption() {

    static Stale parse(Directive option) {
      option.requireArguments(0, 5);
      List<String> words = new ArrayList<>(option.arguments());
      Duration upTo =
          words.isEmpty() ? Duration.ofHours(1) : Values.duration(option, words.removeFirst());
      boolean verify = !words.isEmpty() && verify(option, words.removeFirst());
      Optional<Duration> patience = verify ? next(option, words) : Optional.empty();
      Optional<Duration> ttl = next(option, words);
      Optional<Duration> recheck = next(option, words);
      if (!words.isEmpty()) {
        throw option.error("unexpected argument '" + words.getFirst() + "'");
      }
      return new Stale(
          upTo.toSeconds(),
          verify,
          patience.filter(time -> !time.isZero()),
          ttl.orElse(Duration.ZERO).toSeconds(),
          recheck.orElse(Duration.ZERO),
          /* preferPositive= */ false);
    }

    private static Optional<Duration> next(Directive option, List<String> words) {
      return words.isEmpty()
          ? Optional.empty()
          : Optional.of(Values.duration(option, words.removeFirst()));
    }

    private static boolean verify(Directive option, String word) {
      return switch (word) {
        case "verify" -> true;
        case "immediate" -> false;
        default -> throw option.error("'" + word + "' is not immediate or verify");
      };
    }
  }
}
