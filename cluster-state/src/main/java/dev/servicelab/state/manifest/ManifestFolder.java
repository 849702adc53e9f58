package dev.servicelab.state.manifest;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.StateException;
import dev.servicelab.state.yaml.YamlFile;
import dev.servicelab.state.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads all manifests of a folder (not of its sub-folders), or of one file, into one snapshot.
 *
 * <p>Files end in .yaml, .yml or .json and may hold several documents and {@code List} kinds. Kinds
 * this project has no use for are passed over. What an API server would fill in is filled in here:
 * defaults, namespace {@code default}, a ClusterIP and node ports ({@link Allocations}).
 * EndpointSlices are taken as they are; nothing derives them from selectors.
 */
public final class ManifestFolder {
  private final Path folder;
  private final Interest interest;

  /**
   * A reader.
   *
   * @param folder the folder with the manifests, or a file of any name
   * @param interest what goes into the snapshot
   */
  public ManifestFolder(Path folder, Interest interest) {
    this.folder = folder;
    this.interest = interest;
  }

  /**
   * Reads the folder.
   *
   * @param revision the snapshot's number
   * @throws StateException if the folder cannot be read or a manifest is wrong; names file, line
   *     and field. Two objects of the same kind and name are wrong, too.
   */
  public ClusterSnapshot read(long revision) {
    ManifestObjects objects = new ManifestObjects();
    for (Path file : files()) {
      YamlFile.documents(file).forEach(objects::add);
    }
    return objects.snapshot(revision, interest);
  }

  /**
   * The documents of a kind that {@link #read} has no use for, such as a program's configuration.
   *
   * @throws StateException as {@link #read}
   */
  public List<YamlNode> documents(String kind) {
    return files().stream()
        .flatMap(file -> YamlFile.documents(file).stream())
        .filter(document -> document.field("kind").text("").equals(kind))
        .toList();
  }

  private List<Path> files() {
    if (Files.isRegularFile(folder)) {
      return List.of(folder);
    }
    if (!Files.isDirectory(folder)) {
      throw new StateException(folder + ": is neither a folder nor a file");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(ManifestFolder::isManifest).sorted().toList();
    } catch (IOException e) {
      throw new StateException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether a file's name is that of a manifest; editors' temporary files are not. */
  static boolean isManifest(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    boolean hidden = name.startsWith(".");
    return !hidden && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }
}
