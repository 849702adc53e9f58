package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import dev.servicelab.dns.upstream.ConnectionLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/** Reads {@code forward FROM TO... { ... }}, one line at a time. Defaults are CoreDNS's. */
final class ForwardOptions {

  private static final List<String> NAMES =
      List.of(
          "except",
          "force_tcp",
          "prefer_udp",
          "policy",
          "max_concurrent",
          "max_fails",
          "max_connect_attempts",
          "max_idle_conns",
          "max_age",
          "expire",
          "read_timeout",
          "health_check",
          "failfast_all_unhealthy_upstreams",
          "failover",
          "next",
          "next_on_nodata",
          "source_address",
          "resolver",
          "tls",
          "tls_servername");
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final List<Name> except = new ArrayList<>();
  private final List<InetSocketAddress> resolvers = new ArrayList<>();
  private final HealthOptions health = new HealthOptions();
  private final Set<Integer> failover = new HashSet<>();
  private final Set<Integer> next = new HashSet<>();
  private boolean nextOnNoData;
  private ForwardConfig.Policy policy = ForwardConfig.Policy.RANDOM;
  private boolean forceTcp;
  private boolean preferUdp;
  private ConnectionLimits connections = ConnectionLimits.USUAL;
  private Duration read = Duration.ofSeconds(2);
  private int maxConcurrent = UNLIMITED;
  private int maxAttempts = UNLIMITED;

  private ForwardOptions() {}

  /** Reads the line; TLS has options of its own, see {@link TlsOptions}. */
  static ForwardConfig parse(Directive directive) {
    directive.requireArguments(2, Integer.MAX_VALUE);
    List<String> words = directive.arguments();
    ForwardOptions options = new ForwardOptions();
    directive.options().forEach(option -> options.read(directive, option));
    return new ForwardConfig(
        Zones.of(directive, words.subList(0, 1), List.of()),
        List.copyOf(options.except),
        Targets.parse(directive, words.subList(1, words.size())),
        List.copyOf(options.resolvers),
        options.policy,
        options.transport(),
        options.connections,
        options.read,
        options.health.config(),
        options.maxConcurrent,
        options.maxAttempts,
        Set.copyOf(options.failover),
        new ForwardConfig.Next(Set.copyOf(options.next), options.nextOnNoData));
  }

  private void read(Directive directive, Directive option) {
    switch (option.name()) {
      case "except" -> except.addAll(Zones.of(option, atLeastOne(option), List.of()));
      case "force_tcp" -> forceTcp = flag(option);
      case "prefer_udp" -> preferUdp = flag(option);
      case "policy" -> policy = policy(option);
      case "max_concurrent" -> maxConcurrent = limit(option);
      case "max_connect_attempts" -> maxAttempts = limit(option);
      case "read_timeout" -> read = Values.duration(option, option.onlyArgument());
      case "failover" -> failover.addAll(failover(option));
      case "next" -> next.addAll(rcodes(option));
      case "next_on_nodata" -> nextOnNoData = flag(option);
      case "expire", "max_age", "max_idle_conns", "source_address" ->
          connections = connections(option);
      case "max_fails", "health_check", "failfast_all_unhealthy_upstreams" -> health.read(option);
      case "resolver" ->
          atLeastOne(option).forEach(word -> resolvers.add(Targets.address(option, word)));
      case "tls", "tls_servername" -> TlsOptions.check(option);
      default -> throw directive.unknownOption(option, NAMES);
    }
  }

  private ForwardConfig.Transports transport() {
    if (forceTcp) {
      return ForwardConfig.Transports.FORCE_TCP;
    }
    return preferUdp ? ForwardConfig.Transports.PREFER_UDP : ForwardConfig.Transports.AS_CLIENT;
  }

  private ConnectionLimits connections(Directive option) {
    String word = option.onlyArgument();
    Duration expire = connections.expire();
    Optional<Duration> maxAge = connections.maxAge();
    int maxIdle = connections.maxIdle();
    Optional<InetAddress> source = connections.source();
    return switch (option.name()) {
      case "expire" -> new ConnectionLimits(Values.duration(option, word), maxAge, maxIdle, source);
      case "max_age" -> new ConnectionLimits(expire, maxAge(option), maxIdle, source);
      case "max_idle_conns" -> new ConnectionLimits(expire, maxAge, limit(option), source);
      default -> new ConnectionLimits(expire, maxAge, maxIdle, Optional.of(source(option, word)));
    };
  }

  /** As in CoreDNS, 0 means no limit. */
  private static Optional<Duration> maxAge(Directive option) {
    return Optional.of(Values.duration(option, option.onlyArgument()))
        .filter(most -> !most.isZero());
  }

  private static InetAddress source(Directive option, String word) {
    try {
      return InetAddress.ofLiteral(word);
    } catch (IllegalArgumentException e) {
      throw option.error("'" + word + "' is not an address");
    }
  }

  private static Set<Integer> failover(Directive option) {
    Set<Integer> codes = rcodes(option);
    if (codes.contains(Rcode.NOERROR)) {
      throw option.error("NOERROR is no reason to ask another upstream");
    }
    return codes;
  }

  private static Set<Integer> rcodes(Directive option) {
    Set<Integer> codes = new HashSet<>();
    for (String word : atLeastOne(option)) {
      int code = Rcode.value(word.toUpperCase(Locale.ROOT));
      if (code < 0) {
        throw option.error("'" + word + "' is not a response code (NXDOMAIN, SERVFAIL …)");
      }
      codes.add(code);
    }
    return codes;
  }

  private static ForwardConfig.Policy policy(Directive option) {
    String word = option.onlyArgument();
    for (ForwardConfig.Policy policy : ForwardConfig.Policy.values()) {
      if (policy.name().toLowerCase(Locale.ROOT).equals(word)) {
        return policy;
      }
    }
    throw option.error("'" + word + "' is not one of random, round_robin, sequential");
  }

  /** As in CoreDNS, 0 means no limit. */
  private static int limit(Directive option) {
    int most = Values.number(option, option.onlyArgument(), 0, Integer.MAX_VALUE);
    return most == 0 ? UNLIMITED : most;
  }

  private static List<String> atLeastOne(Directive option) {
    option.requireArguments(1, Integer.MAX_VALUE);
    return option.arguments();
  }

  private static boolean flag(Directive option) {
    option.requireArguments(0, 0);
    return true;
  }
}
