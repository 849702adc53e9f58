package dev.servicelab.proxy.config.fields;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The whole list (kubernetes/kube-proxy, config/v1alpha1/types.go, and one section of our own). */
public final class AllFields {
  /** In the documentation's order. */
  public static final List<ConfigField<?>> LIST =
      Stream.of(
              GeneralFields.all(),
              RuleFields.all(),
              IpvsFields.all(),
              ConntrackFields.all(),
              UnusedFields.general(),
              UnusedFields.otherModes())
          .<ConfigField<?>>flatMap(Collection::stream)
          .toList();

  private static final Map<String, ConfigField<?>> BY_PATH =
      LIST.stream()
          .filter(field -> !field.path().isEmpty())
          .collect(Collectors.toUnmodifiableMap(ConfigField::path, Function.identity()));

  private AllFields() {}

  /**
   * The field at a place in the file, such as {@code iptables.syncPeriod}; null if there is none.
   */
  static @Nullable ConfigField<?> at(String path) {
    return BY_PATH.get(path);
  }

  /** Whether there are fields below this place, such as {@code iptables}. */
  static boolean isSection(String path) {
    return BY_PATH.keySet().stream().anyMatch(known -> known.startsWith(path + "."));
  }
}
