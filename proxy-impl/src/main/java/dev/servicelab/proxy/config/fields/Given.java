package dev.servicelab.proxy.config.fields;

import dev.servicelab.state.StateException;
import dev.servicelab.state.yaml.YamlNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A value as somebody has written it: in the file, as a flag, or as a field's default. */
sealed interface Given {

  /** The text of a single value; may be empty. */
  String text();

  /** The elements of a list. */
  Stream<Given> items();

  /** The names and values of a mapping, as {@code name=value}. */
  List<String> entries();

  /** An error at the place where the value was written. */
  StateException wrong(String what);

  /**
   * A single value.
   *
   * @param parser throws IllegalArgumentException for a text that it does not take
   * @throws StateException naming where the value was written
   */
  default <T> T parsed(Function<String, T> parser) {
    String text = text();
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong("\"" + text + "\": " + e.getMessage());
    }
  }

  /** A list, each element as {@link #parsed} does it. */
  default <T> List<T> all(Function<String, T> parser) {
    return items().map(item -> item.parsed(parser)).toList();
  }

  /** A value in a file. */
  record InFile(YamlNode node) implements Given {
    @Override
    public String text() {
      return node.text("");
    }

    @Override
    public Stream<Given> items() {
      return node.items().stream().map(InFile::new);
    }

    @Override
    public List<String> entries() {
      return node.textMap().entrySet().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .toList();
    }

    @Override
    public StateException wrong(String what) {
      return node.wrong(what);
    }
  }

  /**
   * A value on the command line, or a default.
   *
   * @param name what messages call it
   * @param text lists and mappings are written with commas
   */
  record AsText(String name, String text) implements Given {
    @Override
    public Stream<Given> items() {
      return text.isEmpty()
          ? Stream.of()
          : Arrays.stream(text.split(",")).map(one -> new AsText(name, one.strip()));
    }

    @Override
    public List<String> entries() {
      return all(Function.identity());
    }

    @Override
    public StateException wrong(String what) {
      return new StateException(name + ": " + what);
    }
  }
}
