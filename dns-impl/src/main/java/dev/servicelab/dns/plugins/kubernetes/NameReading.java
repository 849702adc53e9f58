package dev.servicelab.dns.plugins.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.Name;

/**
 * A name read by the grammar of the Kubernetes DNS specification, whether anything of it exists or
 * not.
 *
 * @param words what the name means
 * @param kind {@code svc} or {@code pod}; these and the following are empty where the name has none
 * @param namespace the namespace
 * @param service the Service
 * @param endpoint the endpoint's label below its Service, or the pod's below its namespace
 * @param port the port's name, without underscore
 * @param protocol the protocol, without underscore
 */
record NameReading(
    String words,
    String kind,
    String namespace,
    String service,
    String endpoint,
    String port,
    String protocol) {

  /** Labels of {@code _PORT._PROTOCOL.SERVICE.NAMESPACE.svc}. */
  private static final int LONGEST = 5;

  /** Reads a name of a forward zone. */
  static NameReading of(Name name, Name zone) {
    List<String> labels = new ArrayList<>();
    for (int i = name.labels() - zone.labels() - 1; i >= 0; i--) {
      labels.add(name.getLabelString(i).toLowerCase(Locale.ROOT));
    }
    if (labels.isEmpty()) {
      return nothing("the zone's own name");
    }
    return switch (labels.getFirst()) {
      case "dns-version" -> nothing("the version of the specification");
      case "svc" -> service(labels);
      case "pod" -> pod(labels);
      default ->
          nothing(
              "nothing of the cluster: '%s' is neither svc nor pod".formatted(labels.getFirst()));
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

  /** Labels from {@code svc} downwards. */
  private static NameReading service(List<String> labels) {
    String namespace = at(labels, 1);
    String service = at(labels, 2);
    String below = at(labels, 3);
    String last = at(labels, 4);
    boolean branch = below.startsWith("_");
    boolean port = branch && labels.size() == LONGEST && last.startsWith("_");
    return new NameReading(
        words(labels, namespace + "/" + service, branch, port),
        "svc",
        namespace,
        service,
        branch ? "" : below,
        port ? last.substring(1) : "",
        branch ? below.substring(1) : "");
  }

  private static String words(List<String> labels, String owner, boolean branch, boolean port) {
    String below = at(labels, 3);
    String words =
        switch (labels.size()) {
          case 1 -> "the branch of all Services";
          case 2 -> "namespace " + labels.get(1) + ", with its Services below";
          case 3 -> "Service " + labels.get(2) + " in namespace " + labels.get(1);
          case 4 ->
              branch
                  ? "protocol " + below.substring(1) + " of Service " + owner + ", ports below"
                  : "endpoint " + below + " of Service " + owner;
          default -> "more labels below Service " + owner + " than any name has";
        };
    if (port) {
      return "port %s, protocol %s, of Service %s"
          .formatted(at(labels, 4).substring(1), below.substring(1), owner);
    }
    return below.equals("_zone") ? "endpoints of Service " + owner + " by topology zone" : words;
  }

  private static NameReading pod(List<String> labels) {
    String namespace = at(labels, 1);
    String label = at(labels, 2);
    String words =
        switch (labels.size()) {
          case 1 -> "the branch of all pods";
          case 2 -> "namespace %s, with its pods below".formatted(namespace);
          case 3 -> "the pod of namespace %s whose address is %s".formatted(namespace, label);
          default -> "more labels below pod %s/%s than any name has".formatted(namespace, label);
        };
    return new NameReading(words, "pod", namespace, "", label, "", "");
  }

  private static NameReading nothing(String words) {
    return new NameReading(words, "", "", "", "", "", "");
  }

  private static String at(List<String> labels, int index) {
    return index < labels.size() ? labels.get(index) : "";
  }
}
