package dev.servicelab.labs.machine;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds {@code lab}, {@code features/} and {@code manifests/}. */
public final class ProjectRoot {
  private ProjectRoot() {}

  /**
   * The system property {@code servicelab.root}, else the nearest folder at or above the working
   * directory that holds the {@code lab} script beside {@code manifests/}.
   *
   * @throws CannotRunHere if there is none
   */
  public static Path find() {
    String property = System.getProperty("servicelab.root");
    return find(Path.of(property != null ? property : System.getProperty("user.dir", ".")));
  }

  static Path find(Path start) {
    Path folder = start.toAbsolutePath().normalize();
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("lab")) && Files.isDirectory(at.resolve("manifests"))) {
        return at;
      }
    }
    throw new CannotRunHere(
        "no ServiceLab checkout at or above " + folder + ": run ./lab inside the checkout");
  }
}
