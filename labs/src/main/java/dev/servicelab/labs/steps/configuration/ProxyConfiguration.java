package dev.servicelab.labs.steps.configuration;

import dev.servicelab.labs.world.Scene;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxies' configuration, in ConfigMap kube-proxy: the text of a KubeProxyConfiguration. A
 * proxy reads it once, when it starts.
 */
public final class ProxyConfiguration {
  private static final String NAMESPACE = "kube-system";
  private static final String NAME = "kube-proxy";
  private static final String KEY = "config.conf";

  private final Scene scene;

  /**
   * @param scene whose cluster is meant
   */
  public ProxyConfiguration(Scene scene) {
    this.scene = scene;
  }

  /**
   * The text as it is now.
   *
   * @throws AssertionError if there is none
   */
  public String text() {
    ConfigMap map = scene.client().configMaps().inNamespace(NAMESPACE).withName(NAME).get();
    String config = map == null ? null : map.getData().get(KEY);
    if (config == null) {
      throw new AssertionError("there is no " + KEY + " in ConfigMap " + NAME);
    }
    return config;
  }

  /** Replaces the text. No proxy notices before it is restarted. */
  public void write(String text) {
    scene
        .client()
        .configMaps()
        .inNamespace(NAMESPACE)
        .withName(NAME)
        .edit(map -> new ConfigMapBuilder(map).addToData(KEY, text).build());
  }

  /**
   * The text with another value of one field.
   *
   * @param field its name, or that of a block and its own: {@code ipvs.scheduler}. A field that the
   *     text has is replaced; any other is added at the text's end, where blocks are not
   * @param value as the file has it
   */
  public static String with(String text, String field, String value) {
    int dot = field.indexOf('.');
    String block = dot < 0 ? "" : Pattern.quote(field.substring(0, dot)) + ":\\R(?:[ ]+.*\\R)*?";
    String name = Pattern.quote(field.substring(dot + 1));
    String indent = dot < 0 ? "" : "[ ]+";
    Matcher line = Pattern.compile("(?m)^(" + block + indent + name + ":).*$").matcher(text);
    if (line.find()) {
      return line.replaceFirst("$1 " + Matcher.quoteReplacement(value));
    }
    if (dot >= 0) {
      throw new AssertionError("there is no field " + field + " in " + KEY);
    }
    return text.stripTrailing() + "\n" + field + ": " + value + "\n";
  }
}
