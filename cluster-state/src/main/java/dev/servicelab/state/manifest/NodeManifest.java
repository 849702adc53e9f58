package dev.servicelab.state.manifest;

import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** Reads a {@code v1.Node}. */
final class NodeManifest {
  private NodeManifest() {}

  static NodeRecord read(YamlNode object) {
    List<String> internalIps = new ArrayList<>();
    for (YamlNode address : object.field("status").field("addresses").items()) {
      if (address.field("type").text("").equals("InternalIP")) {
        internalIps.add(address.field("address").parsed(Manifests::address));
      }
    }
    YamlNode spec = object.field("spec");
    List<String> podCidrs = spec.field("podCIDRs").texts();
    if (podCidrs.isEmpty() && spec.field("podCIDR").present()) {
      podCidrs = List.of(spec.field("podCIDR").text());
    }
    return new NodeRecord(
        Manifests.name(object), Manifests.labels(object), internalIps, podCidrs, leaving(object));
  }

  private static boolean leaving(YamlNode object) {
    return object.field("metadata").field("deletionTimestamp").present()
        || object.field("spec").field("taints").items().stream()
            .anyMatch(taint -> taint.field("key").text("").equals(NodeRecord.AUTOSCALER_TAINT));
  }
}
