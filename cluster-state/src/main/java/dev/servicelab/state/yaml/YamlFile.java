package dev.servicelab.state.yaml;

import dev.servicelab.state.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML files (and JSON, which YAML includes) into {@link YamlNode} trees. */
public final class YamlFile {
  private YamlFile() {}

  /**
   * The documents of a file, empty ones left out.
   *
   * @param path the file; messages name it as given
   * @throws StateException if it cannot be read, or is not YAML (with the line)
   */
  public static List<YamlNode> documents(Path path) {
    try {
      return documents(path.toString(), Files.readString(path));
    } catch (IOException e) {
      throw new StateException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** The documents of a text; {@code name} is what messages call the file. */
  public static List<YamlNode> documents(String name, String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(name).build();
    List<YamlNode> documents = new ArrayList<>();
    try {
      for (Node node : new Compose(settings).composeAllFromString(text)) {
        YamlNode document = YamlNode.root(name, node);
        if (document.present()) {
          documents.add(document);
        }
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw new StateException(name + ":" + line + ": is not YAML: " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new StateException(
          name + ": is not YAML: " + firstLine(String.valueOf(e.getMessage())), e);
    }
    return documents;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
