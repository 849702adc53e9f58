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
 * running starts it again with the new one. As there, the file that was read is meant, not the name
 * that led to it. Kubelet puts an edited ConfigMap beside the old one and swaps the link {@code
 * ..data} to it; that restarts nobody, or all nodes would follow an edit within a minute or two,
 * and none could be tried first.
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
    Optional<Path> watched = Optional.ofNullable(file).map(ConfigWatch::real);
    return new ConfigWatch(watched, watched.map(ConfigWatch::open));
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new StateException(file + ": cannot be watched: " + e.getMessage(), e);
    }
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

  /** Events also come for changes of the file's times, and when kubelet removes the old one. */
  private void check(Ending ending) {
    Optional<String> now = text();
    if (now.isPresent() && !now.equals(before)) {
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
