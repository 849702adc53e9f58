package dev.servicelab.state.manifest;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.StateException;
import dev.servicelab.state.StateSource;
import dev.servicelab.state.files.FolderWatch;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A folder of manifests as a cluster, read again whenever a file in it changes.
 *
 * <p>A wrong manifest at start is an error; a wrong one later is logged, and the last good snapshot
 * stays in force: somebody may be in the middle of an edit.
 */
public final class ManifestStateSource implements StateSource {
  private static final System.Logger LOG = System.getLogger(ManifestStateSource.class.getName());

  private final Path folder;
  private final ManifestFolder manifests;
  private @Nullable FolderWatch watch;
  private ClusterSnapshot last = ClusterSnapshot.empty();
  private boolean closed;

  /**
   * A source that has not read anything yet.
   *
   * @param folder the folder with the manifests
   * @param interest what goes into the snapshots
   */
  public ManifestStateSource(Path folder, Interest interest) {
    this.folder = folder;
    this.manifests = new ManifestFolder(folder, interest);
  }

  @Override
  public void start(Consumer<ClusterSnapshot> listener) {
    FolderWatch started = FolderWatch.open(folder, ManifestFolder::isManifest);
    watch = started;
    last = manifests.read(1);
    started.run("manifests", () -> deliver(listener, last), () -> reread(listener));
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    if (watch != null) {
      watch.close();
    }
  }

  private synchronized void deliver(Consumer<ClusterSnapshot> listener, ClusterSnapshot next) {
    if (!closed) {
      listener.accept(next);
    }
  }

  private void reread(Consumer<ClusterSnapshot> listener) {
    try {
      ClusterSnapshot next = manifests.read(last.revision() + 1);
      if (!next.sameObjects(last)) {
        last = next;
        deliver(listener, next);
      }
    } catch (StateException e) {
      LOG.log(System.Logger.Level.WARNING, "{0} (the last good state stays)", e.getMessage());
    }
  }
}
