package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import dev.servicelab.dns.records.options.Choices;
import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.dns.records.options.RecordOptions.PodMode;
import dev.servicelab.state.Interest;
import dev.servicelab.state.LabelSelector;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.xbill.DNS.Name;

/** Reads the lines between the braces of {@code kubernetes}, one at a time. */
final class KubernetesOptions {

  private static final int MOST_TTL = 3600;

  /** Options that add names: to ignore one would deny what exists. */
  private static final List<String> NOT_SUPPORTED = List.of("multicluster");

  private static final List<String> EFFECTIVE =
      List.of(
          "pods",
          "ttl",
          "fallthrough",
          "namespaces",
          "noendpoints",
          "endpoint_pod_names",
          "ignore",
          "labels",
          "namespace_labels",
          "startup_timeout",
          "zonal");

  private final List<Name> zones;
  private final Set<String> namespaces = new HashSet<>();
  private PodMode pods = PodMode.DISABLED;
  private long ttl = 5;
  private boolean endpoints = true;
  private boolean endpointPodNames;
  private boolean ignoreEmptyServices;
  private boolean zonal;
  private LabelSelector labels = LabelSelector.ALL;
  private LabelSelector namespaceLabels = LabelSelector.ALL;
  private Choices choices = Choices.OURS;
  private List<Name> fallthrough = List.of();
  private final AccessOptions access = new AccessOptions();
  private Duration startupTimeout = Duration.ofSeconds(5);

  private KubernetesOptions(List<Name> zones) {
    this.zones = zones;
  }

  static KubernetesConfig parse(Directive directive, PluginContext context) {
    KubernetesOptions options =
        new KubernetesOptions(Zones.of(directive, directive.arguments(), context.zones()));
    options.choices = ChoiceOptions.read(directive);
    directive.options().forEach(option -> options.read(directive, option));
    if (options.zonal && !options.endpoints) {
      throw directive.error("zonal needs endpoints, noendpoints gives none");
    }
    if (options.zones.stream().allMatch(Zones::isReverse)) {
      throw directive.error("a zone that is not a reverse zone is needed");
    }
    return new KubernetesConfig(
        new RecordOptions(
            options.zones,
            options.ttl,
            options.pods,
            options.endpoints,
            options.endpointPodNames,
            options.ignoreEmptyServices,
            options.zonal,
            options.namespaces,
            Set.of(),
            options.choices),
        options.fallthrough,
        options.startupTimeout,
        options.interest(),
        options.access.access());
  }

  private Interest interest() {
    Interest all = Interest.dns(pods == PodMode.VERIFIED).limitedTo(labels, namespaceLabels);
    return endpoints ? all : all.withoutSlices();
  }

  private void read(Directive directive, Directive option) {
    switch (option.name()) {
      case "pods" -> pods = pods(option);
      case "ttl" -> ttl = Values.number(option, option.onlyArgument(), 0, MOST_TTL);
      case "fallthrough" -> fallthrough = Zones.of(option, option.arguments(), zones);
      case "namespaces" -> namespaces.addAll(atLeastOne(option));
      case "noendpoints" -> endpoints = !flag(option);
      case "endpoint_pod_names" -> endpointPodNames = flag(option);
      case "zonal" -> zonal = flag(option);
      case "labels" -> labels = selector(option);
      case "namespace_labels" -> namespaceLabels = selector(option);
      case "ignore" -> ignoreEmptyServices = ignore(option);
      case "startup_timeout" -> startupTimeout = Values.duration(option, option.onlyArgument());
      default -> other(directive, option);
    }
  }

  private void other(Directive directive, Directive option) {
    if (ChoiceOptions.WORDS.contains(option.name())) {
      return;
    }
    if (AccessOptions.NAMES.contains(option.name())) {
      access.read(option);
      return;
    }
    if (NOT_SUPPORTED.contains(option.name())) {
      throw option.error("this option of kubernetes is not supported");
    }
    throw directive.unknownOption(
        option,
        Stream.of(EFFECTIVE, ChoiceOptions.WORDS, AccessOptions.NAMES, NOT_SUPPORTED)
            .flatMap(List::stream)
            .toList());
  }

  private static PodMode pods(Directive option) {
    String word = option.onlyArgument();
    return switch (word) {
      case "disabled" -> PodMode.DISABLED;
      case "insecure" -> PodMode.INSECURE;
      case "verified" -> PodMode.VERIFIED;
      default -> throw option.error("'" + word + "' is not one of disabled, insecure, verified");
    };
  }

  /** A selector may be written with spaces. */
  private static LabelSelector selector(Directive option) {
    try {
      return LabelSelector.parse(String.join(" ", atLeastOne(option)));
    } catch (IllegalArgumentException e) {
      throw option.error(String.valueOf(e.getMessage()));
    }
  }

  private static boolean ignore(Directive option) {
    if (!option.onlyArgument().equals("empty_service")) {
      throw option.error("only empty_service can be ignored");
    }
    return true;
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
