package dev.servicelab.state.manifest;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import dev.servicelab.state.StateException;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Tells when files of a folder have changed and then kept still for a moment. */
final class FolderWatch implements AutoCloseable {
  /** An editor's save is several events within a few milliseconds; they become one change. */
  private static final long QUIET_MILLIS = 50;

  private final WatchService service;

  private FolderWatch(WatchService service) {
    this.service = service;
  }

  /** Notes changes from now on. */
  static FolderWatch open(Path folder) {
    try {
      WatchService service = folder.getFileSystem().newWatchService();
      folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
      return new FolderWatch(service);
    } catch (IOException e) {
      throw new StateException(folder + ": is not a folder that can be watched", e);
    }
  }

  /** Runs {@code first}, then {@code onChange} after each change, on a thread of its own. */
  void run(Runnable first, Runnable onChange) {
    Thread.ofPlatform()
        .daemon()
        .name("manifests")
        .start(
            () -> {
              first.run();
              watch(onChange);
            });
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      throw new StateException("the folder watch cannot be closed", e);
    }
  }

  private void watch(Runnable onChange) {
    try {
      while (true) {
        boolean relevant = drain(service.take());
        WatchKey more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        while (more != null) {
          relevant |= drain(more);
          more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (relevant) {
          onChange.run();
        }
      }
    } catch (ClosedWatchServiceException e) {
      // close() was called: nothing is left to watch.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean drain(WatchKey key) {
    boolean relevant = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      relevant |= event.kind().equals(OVERFLOW) || isManifest(event.context());
    }
    key.reset();
    return relevant;
  }

  /** ConfigMap volumes swap the link {@code ..data}: that changes every file at once. */
  private static boolean isManifest(Object context) {
    return context instanceof Path file
        && (ManifestFolder.isManifest(file) || file.toString().equals("..data"));
  }
}
