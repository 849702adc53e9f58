package dev.servicelab.dns.files;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A file that is read at the start and again whenever it has changed. Looking at its time and size
 * works for all file systems, mounted ConfigMaps included. What cannot be read or used leaves
 * things as they are.
 */
public final class WatchedFile implements AutoCloseable {

  /** Makes use of a file. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads it.
     *
     * @throws IOException if it cannot be read or is wrong; the message is one line
     */
    void read(Path path) throws IOException;
  }

  private final Logger log;
  private final String plugin;
  private final Path path;
  private final Duration interval;
  private final Reader reader;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private String seen = "";
  private String lastProblem = "";

  /**
   * A file not read yet.
   *
   * @param plugin whose file it is, for the log
   * @param path where it lies
   * @param interval how often to look; zero for never
   * @param reader what makes use of it
   */
  public WatchedFile(String plugin, Path path, Duration interval, Reader reader) {
    this.log = System.getLogger("plugin/" + plugin);
    this.plugin = plugin;
    this.path = path;
    this.interval = interval;
    this.reader = reader;
  }

  /**
   * Reads it now.
   *
   * @throws IOException if it cannot be read or used; the message is one line
   */
  public void read() throws IOException {
    // Before reading: a change in the middle is then found at the next look.
    seen = state();
    reader.read(path);
  }

  /** Looks for changes from now on, until {@link #close}. */
  public void watch() {
    if (!interval.isZero()) {
      Thread.ofVirtual().name(plugin).start(this::poll);
    }
  }

  @Override
  public void close() {
    stopped.countDown();
  }

  private void poll() {
    try {
      while (!stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      if (!state().equals(seen)) {
        read();
        lastProblem = "";
        log.log(Level.INFO, path + " read again");
      }
    } catch (IOException e) {
      // A file that stays bad is looked at again and again; one line says enough.
      String problem = path + " changed but not loaded: " + e.getMessage();
      if (!problem.equals(lastProblem)) {
        lastProblem = problem;
        log.log(Level.ERROR, problem);
      }
    }
  }

  /**
   * A file's text, for readers; bytes that are no characters do not matter.
   *
   * @throws IOException if it cannot be read
   */
  public static String text(Path path) throws IOException {
    try {
      return Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IOException("no such file", e);
    }
  }

  private String state() throws IOException {
    try {
      return Files.getLastModifiedTime(path) + " " + Files.size(path);
    } catch (NoSuchFileException e) {
      throw new IOException("no such file", e);
    }
  }
}
