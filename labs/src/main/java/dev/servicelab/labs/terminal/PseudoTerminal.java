package dev.servicelab.labs.terminal;

import dev.servicelab.labs.machine.CannotRunHere;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program that believes to sit at a terminal, as {@code kubectl exec -it} wants it. The terminal
 * is made by {@code script}, which Debian, Ubuntu and macOS have from the start.
 */
final class PseudoTerminal implements AutoCloseable {
  private static final Pattern PROMPT = Pattern.compile("[#$] $");
  private static final String NUDGE = "try pressing enter";
  private static final String CTRL_C = "\u0003";
  private static final long LOOK_AGAIN_MS = 1000;

  private final Process process;
  private final StringBuilder output = new StringBuilder();
  private final Thread reader;
  private final long end;
  private int seen;

  /**
   * Starts a command line of the shell.
   *
   * @param limit for everything until the program has ended
   * @throws CannotRunHere if there is no {@code script}
   */
  PseudoTerminal(Path folder, Map<String, String> environment, String line, Duration limit) {
    // Wide enough that no shell breaks what is typed.
    String wide = "stty cols 200 rows 50; " + line;
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    ProcessBuilder builder =
        new ProcessBuilder(
            mac
                ? List.of("script", "-q", "/dev/null", "sh", "-c", wide)
                : List.of("script", "-qec", wide, "/dev/null"));
    builder.environment().putAll(environment);
    // A JVM that finds it says so, and on a terminal that stands among what the command prints.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    try {
      process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new CannotRunHere("cannot run script (Debian: bsdutils): " + e.getMessage());
    }
    end = System.nanoTime() + limit.toNanos();
    reader = Thread.ofVirtual().start(this::read);
  }

  /**
   * Types a line when the program shows its prompt.
   *
   * @throws AssertionError if it does not do so in time
   */
  void typeAtPrompt(String line) {
    await("a prompt for: " + line, PROMPT);
    write(line + "\n");
  }

  /**
   * Presses Ctrl-C when a line is shown.
   *
   * @throws AssertionError if it is not shown in time
   */
  void interruptAt(Pattern line) {
    await("a line like " + line, line);
    write(CTRL_C);
  }

  /**
   * What has been shown when the program has ended.
   *
   * @throws AssertionError if it does not end in time
   */
  Screen end() {
    try {
      if (!process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        throw new AssertionError("it does not end; the screen:\n" + screen());
      }
      reader.join();
      return new Screen(screen().lines().toList(), List.of(), process.exitValue());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private synchronized void await(String what, Pattern pattern) {
    while (!pattern.matcher(Screen.visible(output.substring(seen))).find()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("the terminal does not show " + what + "\nit shows:\n" + screen());
      }
      try {
        int before = output.length();
        wait(LOOK_AGAIN_MS);
        // kubectl's advice to those who see no prompt, because it was there before kubectl was.
        if (output.length() == before && output.substring(seen).contains(NUDGE)) {
          write("\n");
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    seen = output.length();
  }

  private void write(String keys) {
    try {
      OutputStream keyboard = process.getOutputStream();
      keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
    } catch (IOException e) {
      throw new AssertionError("the terminal is closed; it showed:\n" + screen(), e);
    }
  }

  private void read() {
    char[] part = new char[4096];
    try (Reader from = process.inputReader(StandardCharsets.UTF_8)) {
      for (int count = from.read(part); count >= 0; count = from.read(part)) {
        append(part, count);
      }
    } catch (IOException e) {
      append(e.toString().toCharArray(), e.toString().length());
    }
  }

  private synchronized void append(char[] part, int count) {
    output.append(part, 0, count);
    notifyAll();
  }

  private synchronized String screen() {
    return Screen.visible(output.toString());
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted at the terminal", e);
  }
}
