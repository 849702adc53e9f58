package dev.servicelab.state.manifest;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.Interest;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.ObjectName;
import dev.servicelab.state.PodRecord;
import dev.servicelab.state.Proxied;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The objects of a folder while it is being read, by kind and then by namespace and name. */
final class ManifestObjects {
  private static final System.Logger LOG = System.getLogger(ManifestObjects.class.getName());

  private final Map<ObjectName, YamlNode> services = new TreeMap<>();
  private final Map<ObjectName, EndpointSliceRecord> slices = new TreeMap<>();
  private final Map<String, NodeRecord> nodes = new TreeMap<>();
  private final Map<ObjectName, PodRecord> pods = new TreeMap<>();
  private final SortedSet<String> namespaces = new TreeSet<>(List.of("default"));

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
      case "Pod" -> put(pods, object, pod(object));
      case "Namespace" -> namespaces.add(Manifests.name(object));
      default -> LOG.log(System.Logger.Level.DEBUG, "kind {0} is of no use here, skipped", kind);
    }
  }

  ClusterSnapshot snapshot(long revision, Interest interest) {
    boolean proxied = interest.servicesAndSlices() == Interest.Selection.PROXIED;
    return new ClusterSnapshot(
        revision,
        services().stream().filter(s -> !proxied || Proxied.test(s.labels())).toList(),
        slices.values().stream().filter(s -> !proxied || Proxied.test(s.labels())).toList(),
        nodes.values().stream().filter(n -> wanted(n, interest)).toList(),
        interest.namespaces() ? List.copyOf(namespaces) : List.of(),
        interest.pods() ? List.copyOf(pods.values()) : List.of());
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
    namespaces.add(key.namespace());
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
    return new PodRecord(Manifests.namespace(object), Manifests.name(object), ips);
  }
}
