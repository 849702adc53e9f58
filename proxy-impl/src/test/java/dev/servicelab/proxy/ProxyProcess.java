package dev.servicelab.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real program in a network namespace of its own, where it may do what it likes. */
final class ProxyProcess implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final Process process;
  private final Path output;

  private ProxyProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** How it ended and what it said. */
  record End(int exitCode, String output) {}

  /**
   * Starts it.
   *
   * @param before a shell command to run first, in the namespace
   * @param after a shell command to run afterwards
   */
  static ProxyProcess start(Path folder, String before, String after, String... arguments)
      throws IOException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    List<String> command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c"));
    command.add(before + "; \"$@\"; code=$?; " + after + "; exit $code");
    command.addAll(List.of("sh", Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ProxyMain.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new ProxyProcess(process, output);
  }

  /** What it has said so far. */
  String output() throws IOException {
    return Files.readString(output);
  }

  /** Runs a shell command in its namespace and returns what that prints. */
  String inside(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder(
                "nsenter", "-t", String.valueOf(process.pid()), "-n", "--", "sh", "-c", command)
            .redirectErrorStream(true)
            .start();
    String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    shell.waitFor();
    return text;
  }

  /** Waits for its end. */
  End end() throws InterruptedException, IOException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      close();
      throw new IllegalStateException("still runs:\n" + output());
    }
    return new End(process.exitValue(), output());
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
