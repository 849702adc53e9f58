package dev.servicelab.state.json;

import dev.servicelab.state.ObjectName;
import java.io.IOException;
import java.util.Map;

/**
 * An object's {@code metadata}, as far as any kind needs it.
 *
 * @param namespace empty for kinds without namespaces
 * @param name the name
 * @param resourceVersion the object's version; in a bookmark and a list the kind's
 * @param labels the labels
 * @param triggerTime annotation {@code endpoints.kubernetes.io/last-change-trigger-time}; empty if
 *     absent
 * @param deleting whether it has a {@code deletionTimestamp}
 * @param next a list's {@code continue}: where its next page starts; empty on the last one
 */
public record Metadata(
    String namespace,
    String name,
    String resourceVersion,
    Map<String, String> labels,
    String triggerTime,
    boolean deleting,
    String next) {
  static final Metadata NONE = new Metadata("", "", "", Map.of(), "", false, "");

  private static final String TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";

  /** What identifies the object among those of its kind. */
  public ObjectName objectName() {
    return new ObjectName(namespace, name);
  }

  /** The metadata that {@code json} stands at. */
  public static Metadata read(Json json) throws IOException {
    Builder builder = new Builder();
    json.object(name -> builder.field(name, json));
    return new Metadata(
        builder.namespace,
        builder.name,
        builder.resourceVersion,
        builder.labels,
        builder.triggerTime,
        builder.deleting,
        builder.next);
  }

  private static final class Builder {
    private String namespace = "";
    private String name = "";
    private String resourceVersion = "";
    private Map<String, String> labels = Map.of();
    private String triggerTime = "";
    private boolean deleting;
    private String next = "";

    void field(String field, Json json) throws IOException {
      switch (field) {
        case "namespace" -> namespace = json.sharedText();
        case "name" -> name = json.text();
        case "resourceVersion" -> resourceVersion = json.text();
        case "labels" -> labels = json.textMap();
        case "annotations" -> json.object(annotation -> annotation(annotation, json));
        case "deletionTimestamp" -> deleting = !json.text().isEmpty();
        case "continue" -> next = json.text();
        default -> {}
      }
    }

    private void annotation(String key, Json json) throws IOException {
      if (key.equals(TRIGGER_TIME)) {
        triggerTime = json.text();
      }
    }
  }
}
