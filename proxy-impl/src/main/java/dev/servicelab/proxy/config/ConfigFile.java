package dev.servicelab.proxy.config;

import dev.servicelab.proxy.config.fields.Values;
import dev.servicelab.state.StateException;
import dev.servicelab.state.yaml.YamlFile;
import dev.servicelab.state.yaml.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads KubeProxyConfiguration v1alpha1. Zero and empty values mean kube-proxy's defaults. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * The values of a file.
   *
   * @throws StateException if one is wrong; names file, line and field
   */
  public static Values values(Path file) {
    List<YamlNode> documents = YamlFile.documents(file);
    if (documents.isEmpty()) {
      throw new StateException(file + ": is empty");
    }
    return Values.ofFile(documents.getFirst());
  }

  /**
   * The settings in a file.
   *
   * @throws StateException if it is wrong; names file, line and field
   */
  public static ProxyConfig read(Path file) {
    return settings(values(file));
  }

  /**
   * The settings in a document, such as one of several in a file of manifests.
   *
   * @throws StateException if it is wrong; names file, line and field
   */
  public static ProxyConfig read(YamlNode document) {
    return settings(Values.ofFile(document));
  }

  /**
   * The settings that values make.
   *
   * @throws StateException if they contradict each other
   */
  public static ProxyConfig settings(Values values) {
    return ConfigReader.read(values);
  }

  /** What holds without a file. */
  public static ProxyConfig defaults() {
    return settings(Values.ofFlags(Map.of()));
  }
}
