package dev.servicelab.proxy.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs tools as processes of this machine. */
public final class ProcessRunner implements ToolRunner {
  /** Rules for 5,000 Services take a second; a tool that needs this long is stuck on a lock. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a pipe takes before its writer has to wait; more on most machines. */
  private static final int SMALLEST_PIPE_BYTES = 4096;

  private final Duration patience;

  /** A runner that waits a minute for a tool before it ends it. */
  public ProcessRunner() {
    this(PATIENCE);
  }

  ProcessRunner(Duration patience) {
    this.patience = patience;
  }

  @Override
  public ToolResult run(List<String> command, String input) {
    String program = command.getFirst();
    try {
      Process process = new ProcessBuilder(command).start();
      // All three streams at once: a tool that blocks on one would never read or fill the others.
      CompletableFuture<String> stdout =
          CompletableFuture.supplyAsync(() -> text(process.getInputStream()), this::inBackground);
      CompletableFuture<String> stderr =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), this::inBackground);
      CompletableFuture<Void> stdin =
          CompletableFuture.runAsync(() -> feed(process.getOutputStream(), input), feeder(input));
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new ToolFailed(program + " did not end within " + patience.toSeconds() + " s");
      }
      stdin.join();
      return new ToolResult(process.exitValue(), stdout.join(), stderr.join());
    } catch (IOException e) {
      throw new ToolFailed(program + " cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolFailed(program + " was interrupted", e);
    }
  }

  /** What fits into the pipe is written at once: most batches need no thread for it. */
  private Executor feeder(String input) {
    return input.length() < SMALLEST_PIPE_BYTES ? Runnable::run : this::inBackground;
  }

  private void inBackground(Runnable task) {
    Thread.ofPlatform().daemon().name("tool").start(task);
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static void feed(OutputStream stream, String input) {
    try (stream) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The tool ended before it had read everything: its exit code says why.
      return;
    }
  }
}
