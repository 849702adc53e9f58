package dev.servicelab.proxy.config.fields;

import dev.servicelab.state.StateException;
import dev.servicelab.state.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was given for each field; a field's default for the others. Everything in it is valid. */
public final class Values {
  private static final Set<String> OFF = Set.of("", "0", "0s", "false");

  private final Map<ConfigField<?>, Given> given = new HashMap<>();

  private Values() {}

  /**
   * The values of a file's document.
   *
   * @throws StateException for a field that does not exist or holds what it may not; names file,
   *     line and field
   */
  public static Values ofFile(YamlNode root) {
    Values values = new Values();
    values.read("", root);
    return values;
  }

  /**
   * Values by the names of flags, without dashes.
   *
   * @throws StateException for what a flag may not hold
   */
  public static Values ofFlags(Map<String, String> flags) {
    Values values = new Values();
    for (ConfigField<?> field : AllFields.LIST) {
      String text = flags.get(field.flag());
      if (text != null) {
        values.set(field, text);
      }
    }
    return values;
  }

  /** What a flag says beats what was there. */
  public void set(ConfigField<?> field, String text) {
    put(field, new Given.AsText("--" + field.flag(), text));
  }

  /** The value that holds. */
  public <T> T get(ConfigField<T> field) {
    return field.shape().reader().apply(source(field));
  }

  /** The value that holds, as it was written; one element unless it is a list or a mapping. */
  List<String> texts(ConfigField<?> field) {
    return field.shape().form().texts(source(field));
  }

  /** Whether somebody has set the field. */
  public boolean has(ConfigField<?> field) {
    return given.containsKey(field);
  }

  /** An error at the place where the field was set. */
  public StateException wrong(ConfigField<?> field, String what) {
    return source(field).wrong(what);
  }

  /** The fields that do nothing here, but are set to something that would, by path or flag. */
  public List<String> withoutEffect() {
    return AllFields.LIST.stream()
        .filter(field -> has(field) && !(field.effective() && get(GeneralFields.MODE).uses(field)))
        .filter(field -> !texts(field).equals(List.of(field.otherwise())))
        .filter(field -> !OFF.containsAll(texts(field)))
        .map(field -> field.path().isEmpty() ? "--" + field.flag() : field.path())
        .toList();
  }

  private Given source(ConfigField<?> field) {
    Given written = given.get(field);
    return written == null ? new Given.AsText(field.path(), field.otherwise()) : written;
  }

  private void read(String path, YamlNode node) {
    node.fields()
        .forEach(
            (name, value) -> {
              String place = path.isEmpty() ? name : path + "." + name;
              ConfigField<?> field = AllFields.at(place);
              if (field != null) {
                if (value.present()) {
                  put(field, new Given.InFile(value));
                }
              } else if (AllFields.isSection(place)) {
                read(place, value);
              } else {
                throw value.wrong("is no field of KubeProxyConfiguration v1alpha1");
              }
            });
  }

  /** Checks it at once: a wrong value is an error also where nobody asks for it. */
  private void put(ConfigField<?> field, Given value) {
    List<String> texts = field.shape().form().texts(value);
    if (texts.size() == 1 && field.shape().unset().contains(texts.getFirst())) {
      return;
    }
    field.shape().check(value);
    given.put(field, value);
  }
}
