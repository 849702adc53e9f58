package dev.servicelab.labs.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of another program: its standard output is the result, its standard error is progress
 * that is handed on line by line.
 *
 * @param exitCode the program's exit code; {@link #TIMED_OUT} when it was stopped at the time limit
 * @param stdout the lines of its standard output
 * @param stderr the last lines of its standard error, 40 at most
 */
public record ExternalTool(int exitCode, List<String> stdout, List<String> stderr) {
  /** The exit code that coreutils' {@code timeout} gives to a program it stopped. */
  public static final int TIMED_OUT = 124;

  private static final int KEPT_LINES = 40;
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    // A terminal's Ctrl-C reaches the children by itself; a SIGTERM to this process does not.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(ExternalTool::stop), "stop-tools"));
  }

  /**
   * Runs a program to its end.
   *
   * @param folder the working directory
   * @param limit the program is killed, with its children, after this time
   * @param onProgress receives each line of standard error as it comes
   * @throws CannotRunHere if the program does not exist or may not be run
   */
  public static ExternalTool run(
      Path folder, Duration limit, Consumer<String> onProgress, List<String> command) {
    Process process = start(folder, command);
    RUNNING.add(process);
    List<String> output = Collections.synchronizedList(new ArrayList<>());
    List<String> errors = Collections.synchronizedList(new ArrayList<>());
    try {
      Thread stdout = drain(process.inputReader(StandardCharsets.UTF_8), output::add);
      Thread stderr =
          drain(
              process.errorReader(StandardCharsets.UTF_8),
              line -> {
                keep(errors, line);
                onProgress.accept(line);
              });
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      stop(process);
      // What the program left running in the background may hold its output open for ever.
      stdout.join(LAST_OUTPUT);
      stderr.join(LAST_OUTPUT);
      int exitCode = ended ? process.exitValue() : TIMED_OUT;
      return new ExternalTool(exitCode, List.copyOf(output), List.copyOf(errors));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(command.getFirst() + " was interrupted", e);
    } finally {
      stop(process);
      RUNNING.remove(process);
    }
  }

  /** Whether the program ended with exit code 0. */
  public boolean ok() {
    return exitCode == 0;
  }

  /** The last line of standard error that is not blank, or a remark that there was none. */
  public String lastWord() {
    return stderr.reversed().stream()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("exit code " + exitCode + " without a message");
  }

  private static Process start(Path folder, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new CannotRunHere("cannot run " + command.getFirst() + ": " + e.getMessage());
    }
  }

  private static Thread drain(BufferedReader reader, Consumer<String> sink) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (reader) {
                reader.lines().forEach(sink);
              } catch (UncheckedIOException | IOException e) {
                sink.accept("(output ended early: " + e.getMessage() + ")");
              }
            });
  }

  private static void keep(List<String> lines, String line) {
    if (lines.size() == KEPT_LINES) {
      lines.removeFirst();
    }
    lines.add(line);
  }

  private static void stop(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }
}
