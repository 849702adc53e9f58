package dev.servicelab.state.json;

import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One endpoint of an EndpointSlice; absent conditions have the API's defaults. */
final class EndpointReader {
  private List<String> addresses = List.of();
  private boolean ready = true;
  private boolean serving = true;
  private boolean terminating;
  private String hostname = "";
  private String nodeName = "";
  private String zone = "";
  private final Set<String> hintZones = new HashSet<>();
  private final Set<String> hintNodes = new HashSet<>();
  private boolean targetsPod;
  private String target = "";

  void field(String field, Json json) throws IOException {
    switch (field) {
      case "addresses" -> addresses = json.texts();
      case "conditions" -> json.object(condition -> condition(condition, json));
      case "hostname" -> hostname = json.text();
      case "nodeName" -> nodeName = json.sharedText();
      case "zone" -> zone = json.sharedText();
      case "hints" -> json.object(hint -> hint(hint, json));
      case "targetRef" -> json.object(reference -> target(reference, json));
      default -> {}
    }
  }

  Endpoint record() {
    return new Endpoint(
        addresses,
        ready,
        serving,
        terminating,
        hostname,
        nodeName,
        zone,
        hintZones,
        hintNodes,
        targetsPod ? target : "");
  }

  private void condition(String condition, Json json) throws IOException {
    switch (condition) {
      case "ready" -> ready = json.flag(true);
      case "serving" -> serving = json.flag(true);
      case "terminating" -> terminating = json.flag(false);
      default -> {}
    }
  }

  private void hint(String hint, Json json) throws IOException {
    switch (hint) {
      case "forZones" -> names(hintZones, json);
      case "forNodes" -> names(hintNodes, json);
      default -> {}
    }
  }

  private static void names(Set<String> names, Json json) throws IOException {
    json.array(
        () ->
            json.object(
                field -> {
                  if (field.equals("name")) {
                    names.add(json.sharedText());
                  }
                }));
  }

  private void target(String field, Json json) throws IOException {
    switch (field) {
      case "kind" -> targetsPod = json.text().equals("Pod");
      case "name" -> target = json.text();
      default -> {}
    }
  }
}
