package dev.servicelab.labs.equal;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of the sets that were in the API server together.
 *
 * @param settings what was particular about the proxies' configuration
 * @param seeds their seeds, in the order of their places
 * @param sets the sets, in the same order
 * @param comparison of the rules of all
 */
record RoundResult(
    String settings, List<Long> seeds, List<ApiObjects> sets, Comparison comparison) {
  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  /** What differs, with the objects that it was made of; nothing if nothing does. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    comparison.differences().forEach((service, found) -> lines.addAll(lines(service, found)));
    return lines;
  }

  private List<String> lines(String service, List<Difference> found) {
    List<String> lines = new ArrayList<>(List.of("", title(service)));
    for (Difference difference : found) {
      lines.add("  " + difference.chain());
      difference.lines().forEach(rule -> lines.add("    " + rule));
    }
    yaml(service, found).lines().map(line -> "  " + line).forEach(lines::add);
    return lines;
  }

  private String title(String service) {
    String what = service.isEmpty() ? "made for no Service" : "Service " + service;
    return "seed %s: %s (- ours, + reference); %s, node labels %s"
        .formatted(seed(service), what, settings, sets.getFirst().nodeLabels());
  }

  /** The seed of the set that a Service is of. */
  private String seed(String service) {
    for (int place = 0; place < seeds.size(); place++) {
      if (service.startsWith(new Renaming(place).namespace(""))) {
        return seeds.get(place).toString();
      }
    }
    return seeds.getFirst() + " to " + seeds.getLast();
  }

  private String yaml(String service, List<Difference> found) {
    KubernetesSerialization serialization = new KubernetesSerialization();
    return sets.stream()
        .<HasMetadata>flatMap(set -> Stream.concat(set.services().stream(), set.slices().stream()))
        .filter(
            object ->
                service.isEmpty()
                    ? object instanceof Service one && isNamed(one, found)
                    : service.equals(owner(object)))
        .map(serialization::asYaml)
        .collect(Collectors.joining());
  }

  /** What has no comment, as in IPVS, tells of a Service by one of its addresses. */
  private static boolean isNamed(Service service, List<Difference> found) {
    String text = found.toString();
    ServiceSpec spec = service.getSpec();
    return Stream.of(
            spec.getClusterIPs().stream(),
            spec.getExternalIPs().stream(),
            service.getStatus().getLoadBalancer().getIngress().stream()
                .map(LoadBalancerIngress::getIp))
        .flatMap(addresses -> addresses)
        .filter(Objects::nonNull)
        .anyMatch(
            ip -> Pattern.compile("\\b" + Pattern.quote(ip) + "(?![\\w.])").matcher(text).find());
  }

  private static String owner(HasMetadata object) {
    String name = object.getMetadata().getName();
    Map<String, String> labels = object.getMetadata().getLabels();
    return object.getMetadata().getNamespace()
        + "/"
        + (object.getKind().equals("Service") ? name : labels.getOrDefault(SERVICE_NAME, ""));
  }
}
