package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.chain.Ineffective;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.xbill.DNS.Name;

/**
 * What a Corefile says about forwarding.
 *
 * @param from names below one of these zones are forwarded
 * @param except but not those below one of these
 * @param upstreams where to, at least one
 * @param policy in which order
 * @param forceTcp whether to ask over TCP always
 * @param preferUdp whether to ask over UDP even for a client that came by TCP
 * @param maxConcurrent how many queries may wait for an upstream at once
 */
record ForwardConfig(
    List<Name> from,
    List<Name> except,
    List<InetSocketAddress> upstreams,
    Policy policy,
    boolean forceTcp,
    boolean preferUdp,
    int maxConcurrent) {

  private static final List<String> NOT_YET =
      List.of(
          "expire",
          "max_fails",
          "max_idle_conns",
          "max_age",
          "health_check",
          "next",
          "next_on_nodata",
          "failover",
          "failfast_all_unhealthy_upstreams",
          "source_address",
          "resolver");
  private static final List<String> EFFECTIVE =
      List.of("except", "force_tcp", "prefer_udp", "policy", "max_concurrent");

  /** The order in which upstreams are tried. */
  enum Policy {
    RANDOM,
    ROUND_ROBIN,
    SEQUENTIAL
  }

  /** Reads {@code forward FROM TO... { ... }}. */
  static ForwardConfig parse(Directive directive) {
    directive.requireArguments(2, Integer.MAX_VALUE);
    List<String> words = directive.arguments();
    ForwardConfig config =
        new ForwardConfig(
            Zones.of(directive, words.subList(0, 1), List.of()),
            List.of(),
            Upstreams.parse(directive, words.subList(1, words.size())),
            Policy.RANDOM,
            false,
            false,
            Integer.MAX_VALUE);
    for (Directive option : directive.options()) {
      config = config.with(directive, option);
    }
    return config;
  }

  private ForwardConfig with(Directive directive, Directive option) {
    return switch (option.name()) {
      case "except" -> {
        option.requireArguments(1, Integer.MAX_VALUE);
        List<Name> spared = new ArrayList<>(except);
        spared.addAll(Zones.of(option, option.arguments(), List.of()));
        yield copy(spared, policy, forceTcp, preferUdp, maxConcurrent);
      }
      case "force_tcp" -> copy(except, policy, flag(option), preferUdp, maxConcurrent);
      case "prefer_udp" -> copy(except, policy, forceTcp, flag(option), maxConcurrent);
      case "policy" -> copy(except, policy(option), forceTcp, preferUdp, maxConcurrent);
      case "max_concurrent" -> copy(except, policy, forceTcp, preferUdp, concurrent(option));
      default -> {
        if (!NOT_YET.contains(option.name())) {
          throw directive.unknownOption(
              option, Stream.concat(EFFECTIVE.stream(), NOT_YET.stream()).toList());
        }
        Ineffective.note(directive, option);
        yield this;
      }
    };
  }

  private ForwardConfig copy(
      List<Name> spared, Policy order, boolean tcp, boolean udp, int concurrent) {
    return new ForwardConfig(from, List.copyOf(spared), upstreams, order, tcp, udp, concurrent);
  }

  private static boolean flag(Directive option) {
    option.requireArguments(0, 0);
    return true;
  }

  /** As in CoreDNS, 0 means no limit. */
  private static int concurrent(Directive option) {
    int most = Values.number(option, option.onlyArgument(), 0, Integer.MAX_VALUE);
    return most == 0 ? Integer.MAX_VALUE : most;
  }

  private static Policy policy(Directive option) {
    String word = option.onlyArgument();
    for (Policy policy : Policy.values()) {
      if (policy.name().toLowerCase(Locale.ROOT).equals(word)) {
        return policy;
      }
    }
    throw option.error("'" + word + "' is not one of random, round_robin, sequential");
  }
}
