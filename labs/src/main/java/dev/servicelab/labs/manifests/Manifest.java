package dev.servicelab.labs.manifests;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML file with Kubernetes objects in it.
 *
 * @param file the file as it is named in messages
 * @param documents the objects in the order of the file
 */
public record Manifest(String file, List<ManifestDocument> documents) {

  /** Keeps a copy of the list. */
  public Manifest {
    documents = List.copyOf(documents);
  }

  /**
   * Reads {@code folder/path}.
   *
   * @param folder the project's folder {@code manifests}
   * @param path the file below it
   * @throws ManifestFailed if it cannot be read, is not YAML, or holds something that is no
   *     Kubernetes object
   */
  public static Manifest read(Path folder, Path path) {
    String name = "manifests/" + path;
    try {
      return parse(name, Files.readString(folder.resolve(path)));
    } catch (IOException e) {
      throw new ManifestFailed(name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the text of a file.
   *
   * @param name the file as it is to be named in messages
   * @throws ManifestFailed as {@link #read}
   */
  static Manifest parse(String name, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Yaml yaml = new Yaml(new SafeConstructor(options));
    List<ManifestDocument> documents = new ArrayList<>();
    try {
      List<Object> values = new ArrayList<>();
      yaml.loadAll(text).forEach(values::add);
      List<Node> nodes = new ArrayList<>();
      yaml.composeAll(new StringReader(text)).forEach(nodes::add);
      for (int i = 0; i < values.size(); i++) {
        documents.add(ManifestDocument.of(name, nodes.get(i), values.get(i)));
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark().getLine() + 1;
      throw new ManifestFailed("%s:%d: %s".formatted(name, line, e.getProblem()), e);
    }
    return new Manifest(name, documents);
  }

  /** The objects without those that a step applies later as another version of one of them. */
  List<ManifestDocument> first() {
    return documents.stream().filter(document -> document.version().isEmpty()).toList();
  }

  /**
   * The one object of this kind, name and version.
   *
   * @param version empty for the one that is applied first
   * @throws ManifestFailed naming those that are there, if it is not among them
   */
  ManifestDocument document(String kind, String object, String version) {
    return documents.stream()
        .filter(document -> document.is(kind, object, version))
        .findFirst()
        .orElseThrow(
            () ->
                new ManifestFailed(
                    "%s: has no %s %s%s, only %s"
                        .formatted(
                            file,
                            kind,
                            object,
                            version.isEmpty() ? "" : ": " + version,
                            documents)));
  }
}
