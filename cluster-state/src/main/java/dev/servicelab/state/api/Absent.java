package dev.servicelab.state.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client's objects hold null for what is absent; records hold a default. */
final class Absent {
  private Absent() {}

  static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  static int orZero(@Nullable Integer value) {
    return value == null ? 0 : value;
  }

  static boolean or(@Nullable Boolean value, boolean absent) {
    return value == null ? absent : value;
  }

  static <T> List<T> orEmpty(@Nullable List<T> value) {
    return value == null ? List.of() : value;
  }

  static Map<String, String> orEmpty(@Nullable Map<String, String> value) {
    return value == null ? Map.of() : value;
  }
}
