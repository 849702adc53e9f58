package dev.servicelab.labs.manifests;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One Kubernetes object of a {@link Manifest}, with the line that each of its fields stands on. */
final class ManifestDocument {

  /**
   * {@code spec}, {@code [0]} or {@code [name="demo"]}: the steps of a field path as the API server
   * writes it.
   */
  private static final Pattern STEP =
      Pattern.compile("\\[(\\d+)]|\\[[^=\\]]+=\"([^\"]*)\"[^]]*]|([^.\\[\\]]+)");

  /**
   * The annotation that tells apart objects of one kind and name: what is applied first has none,
   * what a step applies in its place later has one.
   */
  private static final String VERSION = "dev.servicelab.version";

  private final String file;
  private final Node root;
  private final Map<?, ?> content;

  private ManifestDocument(String file, Node root, Map<?, ?> content) {
    this.file = file;
    this.root = root;
    this.content = content;
  }

  /**
   * @throws ManifestFailed unless the value is an object with {@code apiVersion}, {@code kind} and
   *     {@code metadata.name}
   */
  static ManifestDocument of(String file, Node root, Object value) {
    int line = root.getStartMark().getLine() + 1;
    if (!(value instanceof Map<?, ?> content)) {
      throw new ManifestFailed("%s:%d: not a Kubernetes object".formatted(file, line));
    }
    ManifestDocument document = new ManifestDocument(file, root, content);
    for (String path : new String[] {"apiVersion", "kind", "metadata.name"}) {
      if (document.text(path).isEmpty()) {
        throw new ManifestFailed("%s:%d: %s is missing".formatted(file, line, path));
      }
    }
    return document;
  }

  String kind() {
    return text("kind");
  }

  String name() {
    return text("metadata.name");
  }

  /**
   * The object as nested maps and lists, to be sent as it is: the API server, not the client,
   * judges it.
   */
  Map<?, ?> content() {
    return content;
  }

  /** What distinguishes this object from others of its kind and name; empty for the first. */
  String version() {
    return content.get("metadata") instanceof Map<?, ?> metadata
            && metadata.get("annotations") instanceof Map<?, ?> annotations
            && annotations.get(VERSION) instanceof String version
        ? version
        : "";
  }

  boolean is(String kind, String name, String version) {
    return kind().equals(kind) && name().equals(name) && version().equals(version);
  }

  /**
   * {@code FILE:LINE} of a field.
   *
   * @param path such as {@code spec.ports[0].port} or {@code .spec.ports[name="http"].port}; as
   *     much of it as exists is followed
   */
  String position(String path) {
    Node node = root;
    int line = root.getStartMark().getLine();
    Matcher steps = STEP.matcher(path);
    while (steps.find()) {
      Child child = child(node, steps);
      if (child == null) {
        break;
      }
      node = child.value();
      line = child.line();
    }
    return file + ":" + (line + 1);
  }

  private record Child(Node value, int line) {}

  private static @Nullable Child child(Node node, Matcher step) {
    if (node instanceof MappingNode mapping && step.group(3) != null) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(step.group(3))) {
          return new Child(entry.getValueNode(), key.getStartMark().getLine());
        }
      }
    } else if (node instanceof SequenceNode sequence) {
      for (int i = 0; i < sequence.getValue().size(); i++) {
        Node item = sequence.getValue().get(i);
        if (step.group(1) != null
            ? i == Integer.parseInt(step.group(1))
            : hasValue(item, step.group(2))) {
          return new Child(item, item.getStartMark().getLine());
        }
      }
    }
    return null;
  }

  /**
   * Whether one of the item's fields has this value: lists are addressed by a key field, mostly the
   * name.
   */
  private static boolean hasValue(Node item, @Nullable String value) {
    return item instanceof MappingNode mapping
        && mapping.getValue().stream()
            .anyMatch(
                entry ->
                    entry.getValueNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(value));
  }

  private String text(String path) {
    Object value = content;
    for (String step : path.split("\\.")) {
      value = value instanceof Map<?, ?> map && map.get(step) != null ? map.get(step) : "";
    }
    return String.valueOf(value);
  }

  @Override
  public String toString() {
    return kind() + " " + name() + (version().isEmpty() ? "" : ": " + version());
  }
}
