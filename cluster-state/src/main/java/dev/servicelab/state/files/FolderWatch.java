package dev.servicelab.state.files;

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
import java.util.function.Predicate;

/**
 * Tells when files of a folder have changed and then kept still for a moment. ConfigMap volumes
 * swap the link {@code ..data}, which changes every file in them at once.
 */
public final class FolderWatch implements AutoCloseable {
  /** An editor's save is several events within a few milliseconds; they become one change. */
  private static final long QUIET_MILLIS = 50;

  private final WatchService service;

  private final Predicate<Path> relevant;

  private FolderWatch(WatchService service, Predicate<Path> relevant) {
    this.service = service;
    this.relevant = relevant;
  }

  /**
   * Notes changes from now on.
   *
   * @param relevant says of a file's name whether the file matters
   * @throws StateException if this is no folder
   */
  public static FolderWatch open(Path folder, Predicate<Path> relevant) {
    try {
      WatchService service = folder.getFileSystem().newWatchService();
      folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
      return new FolderWatch(service, relevant);
    } catch (IOException e) {
      throw new StateException(folder + ": is not a folder that can be watched", e);
    }
  }

  /** Runs {@code first}, then {@code onChange} after each change, on a thread of its own. */
  public void run(String thread, Runnable first, Runnable onChange) {
    Thread.ofPlatform()
        .daemon()
        .name(thread)
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
        boolean changed = drain(service.take());
        WatchKey more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        while (more != null) {
          changed |= drain(more);
          more = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (changed) {
          onChange.run();
        }
      }
    } catch (ClosedWatchServiceException e) {
      // close() was called: nothing is left to watch.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean drain(WatchKey key) {
    boolean changed = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      changed |= event.kind().equals(OVERFLOW) || matters(event.context());
    }
    key.reset();
    return changed;
  }

  private boolean matters(Object context) {
    return context instanceof Path file
        && (relevant.test(file) || file.toString().equals("..data"));
  }
}
