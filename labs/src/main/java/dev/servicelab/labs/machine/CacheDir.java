package dev.servicelab.labs.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where things that are dear to make are kept between runs; shared with the shell scripts. */
public final class CacheDir {
  private CacheDir() {}

  /**
   * {@code $LAB_CACHE}, else {@code $XDG_CACHE_HOME/servicelab}, else {@code ~/.cache/servicelab};
   * made if absent.
   */
  public static Path get() {
    Path path = locate(System.getenv("LAB_CACHE"), System.getenv("XDG_CACHE_HOME"));
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException("the cache folder " + path + " cannot be made", e);
    }
  }

  static Path locate(@Nullable String labCache, @Nullable String xdgCacheHome) {
    if (labCache != null && !labCache.isBlank()) {
      return Path.of(labCache);
    }
    if (xdgCacheHome != null && !xdgCacheHome.isBlank()) {
      return Path.of(xdgCacheHome, "servicelab");
    }
    return Path.of(System.getProperty("user.home", "."), ".cache", "servicelab");
  }
}
