package dev.servicelab.labs.world;

import java.net.URI;
import java.nio.file.Path;

/** Where a feature file stands and which manifest belongs to it. */
public final class FeatureFile {

  private FeatureFile() {}

  /** {@code readiness} for {@code …/features/service/readiness.feature}. */
  public static String stem(URI feature) {
    String file = part(feature, 1);
    return file.endsWith(".feature")
        ? file.substring(0, file.length() - ".feature".length())
        : file;
  }

  /**
   * The manifest of the same stem in the folder of the same name, relative to {@code manifests/}:
   * {@code service/readiness.yaml}.
   */
  public static Path manifest(URI feature) {
    return Path.of(part(feature, 2), stem(feature) + ".yaml");
  }

  /** The n-th part of the path from its end, counted from 1. */
  private static String part(URI feature, int fromEnd) {
    String[] parts = feature.getSchemeSpecificPart().split("/");
    return parts[parts.length - fromEnd];
  }
}
