package dev.servicelab.state.yaml;

import dev.servicelab.state.StateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value in a YAML file, or the absence of one at a known place. Every accessor that meets a
 * value of the wrong shape throws a {@link StateException} naming file, line and field, such as
 * {@code web.yaml:12: spec.ports[0].port: must be a number, is "http"}.
 */
public final class YamlNode {
  private final String file;
  private final String path;
  private final int line;
  private final @Nullable Node node;

  private YamlNode(String file, String path, int line, @Nullable Node node) {
    this.file = file;
    this.path = path;
    this.line = node == null ? line : lineOf(node, line);
    this.node = node == null || node.getTag().equals(Tag.NULL) ? null : node;
  }

  static YamlNode root(String file, Node node) {
    return new YamlNode(file, "", 1, node);
  }

  /** The value of a mapping's field; an absent node if the field, or the mapping, is not there. */
  public YamlNode field(String name) {
    if (node == null) {
      return absent(name);
    }
    YamlNode found = absent(name);
    for (NodeTuple entry : mapping().getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
        YamlNode value = new YamlNode(file, child(name), lineOf(key, line), entry.getValueNode());
        if (found.present()) {
          throw value.wrong("is there twice");
        }
        found = value;
      }
    }
    return found;
  }

  /** Whether there is a value other than {@code null}. */
  public boolean present() {
    return node != null;
  }

  /** The scalar's text; fails if absent, empty or not a scalar. */
  public String text() {
    String text = text("");
    if (text.isEmpty()) {
      throw wrong("is missing");
    }
    return text;
  }

  /** The scalar's text, or the default if absent. */
  public String text(String absent) {
    if (node == null) {
      return absent;
    }
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong("must be a single value");
  }

  /** The number, or the default if absent; fails outside of {@code least..most}. */
  public int number(int absent, int least, int most) {
    if (node == null) {
      return absent;
    }
    String text = text("");
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong("must be a number, is \"" + text + "\"");
    }
    throw wrong("must be " + least + ".." + most + ", is " + text);
  }

  /** The truth value, or the default if absent. */
  public boolean flag(boolean absent) {
    return switch (text(Boolean.toString(absent))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("must be true or false, is \"" + text("") + "\"");
    };
  }

  /** One of an enum's constants by a spelling of its own, or the default if absent. */
  public <T> T choice(Map<String, T> spellings, T absent) {
    if (node == null) {
      return absent;
    }
    T value = spellings.get(text(""));
    if (value == null) {
      throw wrong(
          "must be one of "
              + String.join(", ", new TreeSet<>(spellings.keySet()))
              + ", is \""
              + text("")
              + "\"");
    }
    return value;
  }

  /** The elements of a list; empty if absent. */
  public List<YamlNode> items() {
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong("must be a list");
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlNode(file, path + "[" + items.size() + "]", line, item));
    }
    return items;
  }

  /** The texts of a list of scalars; empty if absent. */
  public List<String> texts() {
    return items().stream().map(YamlNode::text).toList();
  }

  /** The fields of a mapping in the file's order; empty if absent. */
  public Map<String, YamlNode> fields() {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    if (node != null) {
      for (NodeTuple entry : mapping().getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key) {
          fields.put(key.getValue(), field(key.getValue()));
        }
      }
    }
    return fields;
  }

  /** The entries of a mapping of scalars, such as labels; empty if absent. */
  public Map<String, String> textMap() {
    Map<String, String> texts = new LinkedHashMap<>();
    fields().forEach((key, value) -> texts.put(key, value.text("")));
    return texts;
  }

  /** The scalar's text checked and converted; what the parser says against it becomes the error. */
  public <T> T parsed(Function<String, T> parser) {
    String text = text();
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong("\"" + text + "\": " + e.getMessage());
    }
  }

  /** An error at this place. */
  public StateException wrong(String what) {
    String field = path.isEmpty() ? "" : path + ": ";
    return new StateException(file + ":" + line + ": " + field + what);
  }

  private MappingNode mapping() {
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    throw wrong("must be a mapping");
  }

  private YamlNode absent(String name) {
    return new YamlNode(file, child(name), line, null);
  }

  private String child(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static int lineOf(Node node, int otherwise) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(otherwise);
  }
}
