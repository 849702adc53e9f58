package dev.servicelab.labs.manifests;

import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what a manifest cannot know because it is only known while the scenario runs. Written as
 * {@code envsubst} reads it, so that a learner can apply the same file by hand: {@code
 * ${NAMESPACE}} is the scenario's namespace, {@code ${WEB_A_IP}} the address of its pod {@code
 * web-a}.
 */
final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  private final Function<String, String> values;

  /**
   * @param values gives the value of a name
   */
  Placeholders(Function<String, String> values) {
    this.values = values;
  }

  /** Those of a scenario; its pods are looked up when the first of them is needed. */
  static Placeholders of(Scene scene) {
    return new Placeholders(
        name ->
            name.equals("NAMESPACE")
                ? scene.namespace()
                : podAddress(name, () -> new Pods(scene).all()));
  }

  /**
   * The same value with every placeholder in its texts filled in.
   *
   * @param value nested maps, lists and texts
   * @throws ManifestFailed naming a placeholder that nothing is known for
   */
  @Nullable Object fill(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> filled = new LinkedHashMap<>();
        map.forEach((key, item) -> filled.put(key, fill(item)));
        yield filled;
      }
      case List<?> list -> {
        List<@Nullable Object> filled = new ArrayList<>();
        list.forEach(item -> filled.add(fill(item)));
        yield filled;
      }
      case String text ->
          PLACEHOLDER
              .matcher(text)
              .replaceAll(found -> Matcher.quoteReplacement(values.apply(found.group(1))));
      case null, default -> value;
    };
  }

  /** {@code WEB_A_IP} is the address of pod {@code web-a}. */
  static String podAddress(String name, Supplier<List<PodView>> pods) {
    List<PodView> found = pods.get();
    return found.stream()
        .filter(pod -> name.equals(variable(pod.name())))
        .filter(pod -> !pod.leaving() && !pod.ip().isEmpty())
        .map(PodView::ip)
        .findFirst()
        .orElseThrow(
            () -> new ManifestFailed("nothing is known for ${%s}: pods %s".formatted(name, found)));
  }

  private static String variable(String pod) {
    return pod.toUpperCase(Locale.ROOT).replaceAll("\\W", "_") + "_IP";
  }
}
