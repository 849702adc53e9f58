package dev.servicelab.labs.steps.proxy;

import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.SystemPods;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.When;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The proxies' configuration, in ConfigMap kube-proxy. */
public final class ConfigurationSteps {
  private static final String NAMESPACE = "kube-system";
  private static final String NAME = "kube-proxy";
  private static final String KEY = "config.conf";

  private final Scene scene;
  private final SystemPods system;
  private final Set<String> changed = new HashSet<>();
  private String original = "";

  /**
   * @param scene the scenario
   * @param system the pods of the proxies
   */
  public ConfigurationSteps(Scene scene, SystemPods system) {
    this.scene = scene;
    this.system = system;
  }

  /**
   * Edits the ConfigMap as it was at first, and restarts one node's proxy, which alone has read it
   * then. When the scenario is over, both are as before.
   *
   * @param changes field and new value, both as the file has them
   */
  @When("the proxy of {node} is restarted with this in its configuration:")
  public void restartWith(String node, DataTable changes) {
    if (original.isEmpty()) {
      original = config();
    }
    if (changed.add(node)) {
      scene.atEnd(
          () -> {
            write(original);
            system.replaceProxyOf(node);
          });
    }
    String after = original;
    for (List<String> change : changes.asLists()) {
      after = changed(after, change.getFirst(), change.getLast());
    }
    write(after);
    system.replaceProxyOf(node);
    scene.changed();
  }

  /** A field that the file has is replaced, any other is added at its end. */
  private static String changed(String config, String field, String value) {
    Matcher line = Pattern.compile("(?m)^(\\s*" + Pattern.quote(field) + ":).*$").matcher(config);
    String text = Matcher.quoteReplacement(value);
    if (line.find()) {
      return line.replaceFirst("$1 " + text);
    }
    return config.stripTrailing() + "\n" + field + ": " + value + "\n";
  }

  private String config() {
    ConfigMap map = scene.client().configMaps().inNamespace(NAMESPACE).withName(NAME).get();
    String config = map == null ? null : map.getData().get(KEY);
    if (config == null) {
      throw new AssertionError("there is no " + KEY + " in ConfigMap " + NAME);
    }
    return config;
  }

  private void write(String config) {
    scene
        .client()
        .configMaps()
        .inNamespace(NAMESPACE)
        .withName(NAME)
        .edit(map -> new ConfigMapBuilder(map).addToData(KEY, config).build());
  }
}
