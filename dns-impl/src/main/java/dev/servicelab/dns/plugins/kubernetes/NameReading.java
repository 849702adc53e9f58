package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.records.ParsedName;
import dev.servicelab.state.ObjectName;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.Name;

/**
 * A parsed name in words, whether anything of it exists or not.
 *
 * @param words what the name means
 * @param kind {@code svc} or {@code pod}; these and the following are empty where the name has none
 * @param namespace the namespace
 * @param service the Service
 * @param endpoint the endpoint's label below its Service, or the pod's below its namespace
 * @param port the port's name, without underscore
 * @param protocol the protocol, without underscore
 * @param lacking what the Service has none of, if it exists and the name does not
 */
record NameReading(
    String words,
    String kind,
    String namespace,
    String service,
    String endpoint,
    String port,
    String protocol,
    String lacking) {

  private static final String SERVICES = "svc";

  /** Reads a name of a forward zone. */
  static NameReading of(Name name, Name zone) {
    return switch (ParsedName.parse(name, zone)) {
      case ParsedName.Zone own -> nothing("the zone's own name");
      case ParsedName.Other other ->
          other(name.getLabelString(name.labels() - zone.labels() - 1).toLowerCase(Locale.ROOT));
      case ParsedName.Branch(String branch) ->
          branch(branch, "", "the branch of all " + objects(branch));
      case ParsedName.Namespace(String branch, String namespace) ->
          branch(
              branch,
              namespace,
              "namespace %s, with its %s below".formatted(namespace, objects(branch)));
      case ParsedName.Pod(String namespace, String label, int below) ->
          new NameReading(
              below == 0
                  ? "the pod of namespace %s whose address is %s".formatted(namespace, label)
                  : "more labels below pod %s/%s than any name has".formatted(namespace, label),
              "pod",
              namespace,
              "",
              label,
              "",
              "",
              "");
      case ParsedName.OfService below -> below(below);
    };
  }

  /** What the name has under a label of metadata, with CoreDNS's words. */
  Optional<String> describe(String label) {
    String value =
        switch (label) {
          case "kubernetes/kind" -> kind;
          case "kubernetes/namespace" -> namespace;
          case "kubernetes/service" -> service;
          case "kubernetes/endpoint" -> endpoint;
          case "kubernetes/port-name" -> port;
          case "kubernetes/protocol" -> protocol;
          case "kubernetes/parse-error" -> kind.isEmpty() ? words : "";
          default -> "";
        };
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private static NameReading below(ParsedName.OfService name) {
    ObjectName owner = name.service();
    return switch (name) {
      case ParsedName.Service own ->
          ofService(
              owner,
              "Service %s in namespace %s".formatted(owner.name(), owner.namespace()),
              /* lacking= */ "");
      case ParsedName.Endpoint(ObjectName ignored, String label) ->
          label.startsWith("_") ? middle(owner, label) : endpoint(owner, label);
      case ParsedName.Port(ObjectName ignored, String port, String protocol) ->
          port(owner, withoutUnderscore(port), withoutUnderscore(protocol));
      case ParsedName.Zonal zonal -> zones(owner);
      case ParsedName.TooLong more ->
          ofService(
              owner,
              "more labels below Service " + owner + " than any name has",
              "name of so many labels");
    };
  }

  private static NameReading endpoint(ObjectName owner, String label) {
    return new NameReading(
        "endpoint " + label + " of Service " + owner,
        SERVICES,
        owner.namespace(),
        owner.name(),
        label,
        "",
        "",
        "such ready endpoint");
  }

  /** A label that others stand below. */
  private static NameReading middle(ObjectName owner, String label) {
    if (label.equals("_zone")) {
      return zones(owner);
    }
    return port(owner, "", withoutUnderscore(label));
  }

  private static NameReading port(ObjectName owner, String port, String protocol) {
    return new NameReading(
        port.isEmpty()
            ? "protocol %s of Service %s, ports below".formatted(protocol, owner)
            : "port %s, protocol %s, of Service %s".formatted(port, protocol, owner),
        SERVICES,
        owner.namespace(),
        owner.name(),
        "",
        port,
        protocol,
        "such port");
  }

  private static NameReading zones(ObjectName owner) {
    return ofService(
        owner, "endpoints of Service " + owner + " by topology zone", "names by topology zone");
  }

  private static NameReading ofService(ObjectName owner, String words, String lacking) {
    return new NameReading(words, SERVICES, owner.namespace(), owner.name(), "", "", "", lacking);
  }

  private static NameReading branch(String kind, String namespace, String words) {
    return new NameReading(words, kind, namespace, "", "", "", "", "");
  }

  private static NameReading other(String label) {
    return nothing(
        label.equals("dns-version")
            ? "the version of the specification"
            : "nothing of the cluster: '%s' is neither svc nor pod".formatted(label));
  }

  private static NameReading nothing(String words) {
    return branch("", "", words);
  }

  private static String objects(String branch) {
    return branch.equals(SERVICES) ? "Services" : "pods";
  }

  private static String withoutUnderscore(String label) {
    return label.startsWith("_") ? label.substring(1) : label;
  }
}
