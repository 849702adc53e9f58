package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.corefile.NearestWord;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import dev.servicelab.state.PodRecord;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The API objects behind a name, a sentence each: those there are, and in place of one that is not
 * there, the nearest.
 *
 * @param cluster where they are looked up
 */
record UsedObjects(ClusterSnapshot cluster) {

  /** Endpoints of a slice; it may have 1,000. */
  private static final int SHOWN = 10;

  /** The objects that a name of a forward zone speaks of. */
  List<String> of(NameReading name) {
    if (name.namespace().isEmpty()) {
      return List.of();
    }
    if (!cluster.namespaces().contains(name.namespace())) {
      return List.of(
          "There is no namespace "
              + name.namespace()
              + NearestWord.hint(name.namespace(), cluster.namespaces()));
    }
    if (name.kind().equals("pod")) {
      return List.of("Namespace " + name.namespace() + " exists");
    }
    return name.service().isEmpty()
        ? List.of("Namespace " + name.namespace() + " exists")
        : service(name);
  }

  /** The objects that have an address. */
  List<String> with(String ip) {
    List<String> found = new ArrayList<>();
    for (ServiceRecord service : cluster.services()) {
      if (service.clusterIps().contains(ip)) {
        found.add(text(service));
      }
    }
    for (EndpointSliceRecord slice : cluster.endpointSlices()) {
      for (Endpoint endpoint : slice.endpoints()) {
        if (endpoint.addresses().contains(ip)) {
          found.add(
              "%s: %s is %s".formatted(head(slice), ip, endpoint.ready() ? "ready" : "not ready"));
        }
      }
    }
    for (PodRecord pod : cluster.pods()) {
      if (pod.ips().contains(ip)) {
        found.add("Pod %s/%s has this address".formatted(pod.namespace(), pod.name()));
      }
    }
    return found.isEmpty() ? List.of("Neither a Service nor an endpoint has address " + ip) : found;
  }

  private List<String> service(NameReading name) {
    List<String> found = new ArrayList<>();
    cluster.services().stream()
        .filter(one -> one.namespace().equals(name.namespace()))
        .filter(one -> one.name().equals(name.service()))
        .forEach(one -> found.add(text(one)));
    if (found.isEmpty()) {
      return List.of(absent(name));
    }
    cluster.endpointSlices().stream()
        .filter(one -> one.namespace().equals(name.namespace()))
        .filter(one -> one.serviceName().equals(name.service()))
        .forEach(one -> found.add(text(one)));
    return found;
  }

  private String absent(NameReading name) {
    List<String> neighbours =
        cluster.services().stream()
            .filter(one -> one.namespace().equals(name.namespace()))
            .map(ServiceRecord::name)
            .toList();
    String elsewhere =
        cluster.services().stream()
            .filter(one -> one.name().equals(name.service()))
            .map(ServiceRecord::namespace)
            .collect(Collectors.joining(", "));
    return "There is no Service %s/%s%s%s"
        .formatted(
            name.namespace(),
            name.service(),
            hint(name.service(), neighbours),
            elsewhere.isEmpty() ? "" : "; a Service of this name is in namespace " + elsewhere);
  }

  /** Two letters in the wrong order leave the length as it is, so such a name is nearer. */
  private static String hint(String typed, List<String> known) {
    String same =
        NearestWord.hint(
            typed, known.stream().filter(one -> one.length() == typed.length()).toList());
    return same.isEmpty() ? NearestWord.hint(typed, known) : same;
  }

  private static String text(ServiceRecord service) {
    String what;
    if (service.type() == ServiceRecord.Type.EXTERNAL_NAME) {
      what = "ExternalName " + service.externalName();
    } else if (service.headless()) {
      what = "headless";
    } else {
      what = "ClusterIP " + String.join(", ", service.clusterIps());
    }
    String ports =
        service.ports().stream()
            .map(port -> (port.name() + " " + port.port() + "/" + port.protocol()).strip())
            .collect(Collectors.joining(", "));
    return "Service %s/%s%s: %s%s"
        .formatted(
            service.namespace(),
            service.name(),
            version(service.resourceVersion()),
            what,
            ports.isEmpty() ? "" : ", ports " + ports);
  }

  private static String text(EndpointSliceRecord slice) {
    String endpoints =
        slice.endpoints().stream()
            .map(
                one ->
                    String.join(" ", one.addresses())
                        + (one.hostname().isEmpty() ? "" : " " + one.hostname())
                        + (one.ready() ? " ready" : " not ready"))
            .limit(SHOWN)
            .collect(Collectors.joining("; "));
    int more = slice.endpoints().size() - SHOWN;
    return head(slice) + ": " + endpoints + (more > 0 ? "; and " + more + " more" : "");
  }

  private static String head(EndpointSliceRecord slice) {
    return "EndpointSlice %s/%s%s"
        .formatted(slice.namespace(), slice.name(), version(slice.resourceVersion()));
  }

  private static String version(String resourceVersion) {
    return resourceVersion.isEmpty() ? "" : " (resourceVersion " + resourceVersion + ")";
  }
}
