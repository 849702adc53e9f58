package dev.servicelab.labs.world;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a feature file stands and which manifest belongs to it. */
final class FeatureFile {

  private FeatureFile() {}

  /** {@code readiness} for {@code …/features/service/readiness.feature}. */
  static String stem(URI feature) {
    String file = part(feature, 1);
    return file.endsWith(".feature")
        ? file.substring(0, file.length() - ".feature".length())
        : file;
  }

  /**
   * The manifest of the same stem in the folder of the same name, relative to the project: {@code
   * service/readiness.yaml}.
   */
  static Path manifest(URI feature) {
    return Path.of(part(feature, 2), stem(feature) + ".yaml");
  }

  /**
   * The folder {@code manifests} of the project: below the system property {@code servicelab.root},
   * else below the working directory or the nearest folder above it that has one.
   *
   * @throws ManifestFailed if there is none
   */
  static Path manifests() {
    Path here = Path.of(System.getProperty("servicelab.root", "")).toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("manifests/install"))) {
        return folder.resolve("manifests");
      }
    }
    throw new ManifestFailed(
        "no folder manifests/ in " + here + " or above it; set -Dservicelab.root=PROJECT");
  }

  /** The n-th part of the path from its end, counted from 1. */
  private static String part(URI feature, int fromEnd) {
    String[] parts = feature.getSchemeSpecificPart().split("/");
    return parts[parts.length - fromEnd];
  }
}
