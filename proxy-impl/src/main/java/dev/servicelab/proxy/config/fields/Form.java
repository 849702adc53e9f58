package dev.servicelab.proxy.config.fields;

import java.util.List;
import java.util.function.Function;

/** How a value is written. */
enum Form {
  /** A number, a truth value, a duration. */
  PLAIN,
  /** A text, quoted where it could be taken for something else. */
  TEXT,
  LIST,
  MAPPING,
  /** Of any form, as nobody reads it. */
  ANYTHING;

  /** What was given, as text; one element unless it is a list or a mapping. */
  List<String> texts(Given given) {
    return switch (this) {
      case PLAIN, TEXT -> List.of(given.parsed(Function.identity()));
      case LIST -> given.all(Function.identity());
      case MAPPING -> given.entries();
      case ANYTHING -> List.of("…");
    };
  }
}
