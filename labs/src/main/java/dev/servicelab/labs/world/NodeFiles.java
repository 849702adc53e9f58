package dev.servicelab.labs.world;

import java.util.ArrayList;
import java.util.List;

/**
 * Files that a scenario puts on nodes. They belong to no namespace, so they are taken away here.
 */
public final class NodeFiles {

  private final Scene scene;
  private final List<Placed> placed = new ArrayList<>();

  /**
   * @param scene whose nodes are meant
   */
  public NodeFiles(Scene scene) {
    this.scene = scene;
  }

  /** The path by which a command run on a node finds a file of the node's own file system. */
  static String onNode(String path) {
    return "/proc/1/root" + path;
  }

  /**
   * Makes a file or replaces what it says, and makes the folder it stands in if there is none.
   *
   * @throws AssertionError if it cannot be written
   */
  public void put(String node, String path, String text) {
    run(node, "mkdir -p \"$(dirname \"$1\")\" && printf %s \"$2\" > \"$1\"", path, text);
    placed.add(new Placed(node, path));
  }

  /** Removes every file that {@link #put} made. */
  public void removeAll() {
    placed.forEach(file -> run(file.node(), "rm -f \"$1\"", file.path(), ""));
    placed.clear();
  }

  private void run(String node, String script, String path, String text) {
    var _ =
        scene
            .cluster()
            .onNode(node, List.of("sh", "-c", script, "sh", onNode(path), text))
            .required(path + " on " + node);
  }

  private record Placed(String node, String path) {}
}
