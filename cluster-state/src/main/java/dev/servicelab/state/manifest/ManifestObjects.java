package dev.servicelab.state.manifest;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.Interest;
import dev.servicelab.state.LabelSelector;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.ObjectName;
import dev.servicelab.state.PodRecord;
import dev.servicelab.state.Proxied;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The objects of a folder while it is being read, by kind and then by namespace and name. */
final class ManifestObjects {
  private static final System.Logger LOG = System.getLogger(ManifestObjects.class.getName());

  private final Map<ObjectName, YamlNode> services = new TreeMap<>();
  private final Map<ObjectName, EndpointSliceRecord> slices = new TreeMap<>();
  private final Map<String, NodeRecord> nodes = new TreeMap<>();
  private final Map<ObjectName, YamlNode> pods = new TreeMap<>();
  private final SortedMap<String, Map<String, String>> namespaces =
      new TreeMap<>(Map.of("default", Map.of()));

  /** Takes an object, or all items of a List. */
  void add(YamlNode object) {
    String kind = object.field("kind").text();
    switch (kind) {
      case "List", "ServiceList", "EndpointSliceList" ->
          object.field("items").items().forEach(this::add);
      case "Service" -> put(services, object, object);
      case "EndpointSlice" ->
          SliceManifest.read(object).ifPresent(slice -> put(slices, object, slice));
      case "Endpoints" ->
          EndpointsManifest.read(object).forEach(slice -> put(slices, object, slice.name(), slice));
      case "Node" -> node(NodeManifest.read(object), object);
      case "Pod" -> put(pods, object, object);
      case "Namespace" -> namespaces.put(Manifests.name(object), Manifests.labels(object));
      default -> LOG.log(System.Logger.Level.DEBUG, "kind {0} is of no use here, skipped", kind);
    }
  }

  ClusterSnapshot snapshot(long revision, Interest interest) {
    return new ClusterSnapshot(
        revision,
        services().stream().filter(s -> wanted(s.labels(), interest)).toList(),
        slices(interest),
        nodes.values().stream().filter(n -> wanted(n, interest)).toList(),
        interest.namespaces() ? namespaces(interest.namespaceLabels()) : List.of(),
        interest.pods() ? pods(interest.labels()) : List.of());
  }

  private List<EndpointSliceRecord> slices(Interest interest) {
    return interest.servicesAndSlices() == Interest.Selection.SERVICES
        ? List.of()
        : slices.values().stream().filter(s -> wanted(s.labels(), interest)).toList();
  }

  private static boolean wanted(Map<String, String> labels, Interest interest) {
    boolean proxied = interest.servicesAndSlices() == Interest.Selection.PROXIED;
    return (!proxied || Proxied.test(labels)) && interest.labels().test(labels);
  }

  /** The API server gives each namespace a label with its name. */
  private List<String> namespaces(LabelSelector wanted) {
    return namespaces.entrySet().stream()
        .filter(
            one -> {
              Map<String, String> labels = new HashMap<>(one.getValue());
              labels.put("kubernetes.io/metadata.name", one.getKey());
              return wanted.test(labels);
            })
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<PodRecord> pods(LabelSelector wanted) {
    return pods.values().stream()
        .filter(object -> wanted.test(Manifests.labels(object)))
        .map(ManifestObjects::pod)
        .toList();
  }

  private static boolean wanted(NodeRecord node, Interest interest) {
    return interest.nodeName().equals("*") || interest.nodeName().equals(node.name());
  }

  private List<ServiceRecord> services() {
    Collection<ServiceManifest> manifests =
        services.values().stream().map(ServiceManifest::new).toList();
    Allocations allocations = new Allocations();
    manifests.forEach(manifest -> manifest.reserve(allocations));
    List<ServiceRecord> records = new ArrayList<>();
    manifests.forEach(manifest -> records.add(manifest.read(allocations)));
    return records;
  }

  private <T> void put(Map<ObjectName, T> kind, YamlNode object, T value) {
    put(kind, object, Manifests.name(object), value);
  }

  private <T> void put(Map<ObjectName, T> kind, YamlNode object, String name, T value) {
    ObjectName key = new ObjectName(Manifests.namespace(object), name);
    namespaces.putIfAbsent(key.namespace(), Map.of());
    if (kind.put(key, value) != null) {
      throw object.field("metadata").field("name").wrong(key + " is there twice");
    }
  }

  private void node(NodeRecord node, YamlNode object) {
    if (nodes.put(node.name(), node) != null) {
      throw object.field("metadata").field("name").wrong(node.name() + " is there twice");
    }
  }

  private static PodRecord pod(YamlNode object) {
    YamlNode status = object.field("status");
    List<String> ips = new ArrayList<>();
    status
        .field("podIPs")
        .items()
        .forEach(one -> ips.add(one.field("ip").parsed(Manifests::address)));
    if (ips.isEmpty() && status.field("podIP").present()) {
      ips.add(status.field("podIP").parsed(Manifests::address));
    }
    return new PodRecord(
        Manifests.namespace(object), Manifests.name(object), ips, Manifests.labels(object));
  }
}
