package dev.servicelab.state.json;

import dev.servicelab.state.NodeRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@code v1.Node}. */
public final class NodeReader implements RecordReader<NodeRecord> {
  private final List<String> internalIps = new ArrayList<>();
  private List<String> podCidrs = List.of();
  private boolean autoscalerTaint;

  @Override
  public void field(String name, Json json) throws IOException {
    switch (name) {
      case "spec" -> json.object(field -> spec(field, json));
      case "status" ->
          json.object(
              field -> {
                if (field.equals("addresses")) {
                  json.array(() -> address(json));
                }
              });
      default -> {}
    }
  }

  @Override
  public Optional<NodeRecord> record(Metadata metadata) {
    return Optional.of(
        new NodeRecord(
            metadata.name(),
            metadata.labels(),
            internalIps,
            podCidrs,
            metadata.deleting() || autoscalerTaint));
  }

  private void spec(String field, Json json) throws IOException {
    switch (field) {
      case "podCIDRs" -> podCidrs = json.texts();
      case "taints" ->
          json.array(
              () ->
                  json.object(
                      name -> {
                        if (name.equals("key")) {
                          autoscalerTaint |= json.text().equals(NodeRecord.AUTOSCALER_TAINT);
                        }
                      }));
      default -> {}
    }
  }

  private void address(Json json) throws IOException {
    var address =
        new Object() {
          private boolean internal;
          private String ip = "";
        };
    json.object(
        field -> {
          switch (field) {
            case "type" -> address.internal = json.text().equals("InternalIP");
            case "address" -> address.ip = json.text();
            default -> {}
          }
        });
    if (address.internal) {
      internalIps.add(address.ip);
    }
  }
}
