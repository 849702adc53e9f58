package dev.servicelab.dns.records;

import dev.servicelab.state.ObjectName;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.xbill.DNS.Name;

/**
 * What a name in a forward zone says, by the places of its labels alone; whether there is such a
 * thing is another question. Labels are in lower case.
 */
public sealed interface ParsedName {

  /** The zone itself. */
  record Zone() implements ParsedName {}

  /**
   * {@code svc} or {@code pod} below the zone.
   *
   * @param label which
   */
  record Branch(String label) implements ParsedName {}

  /**
   * A namespace below a branch.
   *
   * @param branch {@code svc} or {@code pod}
   * @param namespace its name
   */
  record Namespace(String branch, String namespace) implements ParsedName {}

  /** A Service or a name below one. */
  sealed interface OfService extends ParsedName {
    /** The Service's namespace and name. */
    ObjectName service();
  }

  /** A Service's own name. */
  record Service(ObjectName service) implements OfService {}

  /**
   * One label below a Service: an endpoint.
   *
   * @param service the Service
   * @param endpoint the label
   */
  record Endpoint(ObjectName service, String endpoint) implements OfService {}

  /**
   * Two labels below a Service: a port.
   *
   * @param service the Service
   * @param port the first label, with its underscore if it has one
   * @param protocol the second label, likewise
   */
  record Port(ObjectName service, String port, String protocol) implements OfService {}

  /**
   * The endpoints of one topology zone.
   *
   * @param service the Service
   * @param zone the topology zone; may have dots
   * @param prefer whether all endpoints are meant if the zone has none
   */
  record Zonal(ObjectName service, String zone, boolean prefer) implements OfService {}

  /**
   * More labels below a Service than any rule makes.
   *
   * @param service the Service
   */
  record TooLong(ObjectName service) implements OfService {}

  /**
   * A pod's name or one below it.
   *
   * @param namespace the pod's namespace
   * @param label its address with dashes
   * @param below how many labels stand before it
   */
  record Pod(String namespace, String label, int below) implements ParsedName {}

  /** Neither below {@code svc} nor below {@code pod}. */
  record Other() implements ParsedName {}

  /** Parses a name that lies in a forward zone. */
  static ParsedName parse(Name name, Name zone) {
    int count = name.labels() - zone.labels();
    List<String> labels =
        IntStream.range(0, count)
            .mapToObj(at -> name.getLabelString(at).toLowerCase(Locale.ROOT))
            .toList();
    if (labels.isEmpty()) {
      return new Zone();
    }
    String branch = labels.getLast();
    if (!branch.equals("svc") && !branch.equals("pod")) {
      return new Other();
    }
    if (count == 1) {
      return new Branch(branch);
    }
    String namespace = labels.get(count - 2);
    if (count == 2) {
      return new Namespace(branch, namespace);
    }
    String object = labels.get(count - 3);
    return branch.equals("pod")
        ? new Pod(namespace, object, count - 3)
        : service(new ObjectName(namespace, object), labels.subList(0, count - 3));
  }

  private static ParsedName service(ObjectName service, List<String> below) {
    return switch (below.size()) {
      case 0 -> new Service(service);
      case 1 -> new Endpoint(service, below.getFirst());
      case 2 -> new Port(service, below.get(0), below.get(1));
      default -> zonal(service, below);
    };
  }

  private static ParsedName zonal(ObjectName service, List<String> below) {
    int directive = below.size() - 2;
    boolean prefer = below.get(directive).equals("prefer");
    boolean zonal =
        below.getLast().equals("_zone") && (prefer || below.get(directive).equals("pin"));
    return zonal
        ? new Zonal(service, String.join(".", below.subList(0, directive)), prefer)
        : new TooLong(service);
  }
}
