package dev.servicelab.proxy.config.fields;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All values that hold, as text: each field is said, also those left at their defaults. */
public final class ConfigText {
  private static final Pattern BARE = Pattern.compile("-?\\d+(\\.\\d+)?|true|false");

  private final Values values;

  /** The text of these values. */
  public ConfigText(Values values) {
    this.values = values;
  }

  /** A file that {@code --config} reads. */
  public String yaml() {
    List<String> lines = new ArrayList<>();
    sections()
        .forEach(
            (section, fields) -> {
              if (!section.isEmpty()) {
                lines.add(section + ":");
              }
              String indent = section.isEmpty() ? "" : "  ";
              fields.forEach((name, value) -> lines.add(indent + name + ": " + value));
            });
    return String.join("\n", lines) + "\n";
  }

  /** The same as one line of JSON. */
  public String json() {
    return sections().entrySet().stream()
        .map(
            section ->
                section.getKey().isEmpty()
                    ? members(section.getValue())
                    : quoted(section.getKey()) + ":{" + members(section.getValue()) + "}")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String members(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ":" + field.getValue())
        .collect(Collectors.joining(","));
  }

  /**
   * Values in JSON (which YAML takes too), by section, then name; the first section has no name.
   */
  private Map<String, Map<String, String>> sections() {
    Map<String, Map<String, String>> sections = new TreeMap<>();
    for (ConfigField<?> field : AllFields.LIST) {
      // kube-proxy refuses our own section, so it is not there unless it was asked for.
      boolean ours = field.path().startsWith("serviceLab.");
      if (!field.path().isEmpty() && (!ours || values.has(field))) {
        int dot = field.path().indexOf('.');
        String section = dot < 0 ? "" : field.path().substring(0, dot);
        sections
            .computeIfAbsent(section, name -> new TreeMap<>())
            .put(field.path().substring(dot + 1), value(field));
      }
    }
    return sections;
  }

  private String value(ConfigField<?> field) {
    List<String> texts = values.texts(field);
    return switch (field.shape().form()) {
      case PLAIN ->
          BARE.matcher(texts.getFirst()).matches() ? texts.getFirst() : quoted(texts.getFirst());
      case TEXT -> quoted(texts.getFirst());
      case LIST ->
          texts.stream().map(ConfigText::quoted).collect(Collectors.joining(",", "[", "]"));
      case MAPPING ->
          texts.stream().map(ConfigText::entry).collect(Collectors.joining(", ", "{", "}"));
      case ANYTHING -> "null";
    };
  }

  private static String entry(String text) {
    int equals = text.indexOf('=');
    String value = text.substring(equals + 1);
    return quoted(text.substring(0, Math.max(0, equals)))
        + ": "
        + (BARE.matcher(value).matches() ? value : quoted(value));
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
