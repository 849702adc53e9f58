package dev.servicelab.proxy;

import dev.servicelab.proxy.node.Ending;
import dev.servicelab.state.StateException;
import dev.servicelab.state.files.FolderWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process when its configuration file is edited, as kube-proxy does: whoever keeps it
 * running starts it again with the new one. In a pod the file comes from a ConfigMap: kubelet swaps
 * the link {@code ..data} that the file's own link leads through.
 */
final class ConfigWatch implements AutoCloseable {
  private final Optional<Path> file;
  private final Optional<String> before;
  private final Optional<FolderWatch> watch;

  private ConfigWatch(Optional<Path> file, Optional<FolderWatch> watch) {
    this.file = file;
    this.watch = watch;
    this.before = text();
  }

  /**
   * Notes edits from now on.
   *
   * @param file without one there is nothing to watch
   */
  static ConfigWatch of(@Nullable Path file) {
    Optional<Path> watched = Optional.ofNullable(file).map(Path::toAbsolutePath);
    return new ConfigWatch(watched, watched.map(ConfigWatch::open));
  }

  private static FolderWatch open(Path file) {
    Path name = file.getFileName();
    Path folder = file.getParent();
    if (name == null || folder == null) {
      throw new StateException(file + ": is no file");
    }
    return FolderWatch.open(folder, name::equals);
  }

  /** Ends the process after the first edit. */
  void run(Ending ending) {
    watch.ifPresent(started -> started.run("config", () -> {}, () -> check(ending)));
  }

  /** Events also come for changes of the file's times, and a swap may bring the same text. */
  private void check(Ending ending) {
    if (!text().equals(before)) {
      ending.restart(file.map(Path::toString).orElse("") + " was edited");
    }
  }

  @Override
  public void close() {
    watch.ifPresent(FolderWatch::close);
  }

  private Optional<String> text() {
    try {
      return file.isPresent() ? Optional.of(Files.readString(file.get())) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
