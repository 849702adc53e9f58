package dev.servicelab.proxy;

import dev.servicelab.proxy.config.ConfigFile;
import dev.servicelab.proxy.config.fields.AllFields;
import dev.servicelab.proxy.config.fields.ConfigField;
import dev.servicelab.proxy.config.fields.GeneralFields;
import dev.servicelab.proxy.config.fields.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** kube-proxy's flags: each stands for a field of its configuration file. */
final class ConfigFlags implements IModelTransformer {
  private static final System.Logger LOG = System.getLogger(ConfigFlags.class.getName());

  /** The flags that beat a file; kube-proxy ignores all others there. */
  private static final Set<ConfigField<?>> BEAT_FILE =
      Set.of(GeneralFields.HOSTNAME_OVERRIDE, GeneralFields.VERBOSITY);

  @Override
  public CommandSpec transform(CommandSpec command) {
    withFlags().forEach(field -> command.addOption(option(field)));
    return command;
  }

  /**
   * What holds: the file if there is one, otherwise the flags.
   *
   * @throws dev.servicelab.state.StateException if a value is wrong
   */
  static Values values(ParseResult parsed, @Nullable Path file) {
    Map<String, String> given = new TreeMap<>();
    for (ConfigField<?> field : withFlags()) {
      String text = parsed.matchedOptionValue(name(field), null);
      if (text != null) {
        given.put(field.flag(), text);
      }
    }
    return file == null ? Values.ofFlags(given) : valuesOf(file, given);
  }

  private static Values valuesOf(Path file, Map<String, String> given) {
    Values values = ConfigFile.values(file);
    for (ConfigField<?> field : BEAT_FILE) {
      String text = given.remove(field.flag());
      if (text != null) {
        values.set(field, text);
      }
    }
    if (!given.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "with --config these flags are ignored: --{0}",
          String.join(", --", given.keySet()));
    }
    return values;
  }

  private static List<ConfigField<?>> withFlags() {
    return AllFields.LIST.stream().filter(field -> !field.flag().isEmpty()).toList();
  }

  private static String name(ConfigField<?> field) {
    return (field.flag().length() == 1 ? "-" : "--") + field.flag();
  }

  private static OptionSpec option(ConfigField<?> field) {
    OptionSpec.Builder builder =
        field.flag().length() == 1
            ? OptionSpec.builder(name(field), "--" + field.flag())
            : OptionSpec.builder(name(field));
    // A switch alone means true, as Go's flags have it.
    boolean isSwitch = field.shape().label().equals("BOOL");
    return builder
        .type(String.class)
        .arity(isSwitch ? "0..1" : "1")
        .fallbackValue(isSwitch ? "true" : "")
        .paramLabel(field.shape().label())
        .description(description(field))
        .build();
  }

  private static String description(ConfigField<?> field) {
    String otherwise = field.otherwise().isEmpty() ? "" : " (" + field.otherwise() + ")";
    String effect = field.effective() ? "" : "No effect here: ";
    // The help's formatter takes % for its own.
    return (effect + field.meaning() + otherwise).replace("%", "%%").replace("`", "");
  }
}
