package dev.servicelab.labs.terminal;

import dev.servicelab.labs.machine.ExternalTool;
import dev.servicelab.labs.machine.ProjectRoot;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a student sits: a folder of files, and a shell in which {@code kubectl}, or {@code k} for
 * short, is {@code ./lab kubectl}. A line that begins with the prompt of a node, {@code [root@node2
 * ~]#}, is typed on that node, by {@code ./lab node}.
 */
public final class Desk implements AutoCloseable {
  private static final Pattern PROMPT =
      Pattern.compile("(?:\\[root@(\\w+)[^\\]]*\\][#$]|\\$)\\s+(.*)", Pattern.DOTALL);

  /** The host where the article types its kubectl. */
  private static final String MASTER = "master";

  private final Path home;
  private final Path folder;
  private final Path lab;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final StringBuilder transcript = new StringBuilder();

  /**
   * Takes a seat.
   *
   * @param cluster the id of the cluster that is talked to
   */
  public Desk(String cluster) {
    lab = ProjectRoot.find().resolve("lab");
    try {
      home = Files.createTempDirectory("lab-desk");
      folder = Files.createDirectory(home.resolve("files"));
      Path commands = Files.createDirectory(home.resolve("commands"));
      for (String name : List.of("kubectl", "k")) {
        Path command = commands.resolve(name);
        Files.writeString(command, "#!/bin/sh\nexec '%s' kubectl \"$@\"\n".formatted(lab));
        if (!command.toFile().setExecutable(true)) {
          throw new IOException(command + " cannot be made executable");
        }
      }
      environment.put("PATH", commands + File.pathSeparator + System.getenv("PATH"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment.put("LAB_CLUSTER", cluster);
    environment.put("LAB_AS_BUILT", "yes");
  }

  /** Writes a file into the folder. */
  public void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types a line, or several, and waits for its end; a line that takes longer is stopped. */
  public Screen type(String typed, Duration limit) {
    List<String> command = new ArrayList<>(List.of("env"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(command(typed));
    ExternalTool run = ExternalTool.run(folder, limit, line -> {}, command);
    Screen screen = new Screen(run.stdout(), run.stderr(), run.exitCode());
    record(typed, String.join("\n", screen.lines()), String.join("\n", screen.remarks()));
    return screen;
  }

  /**
   * Types a line in a terminal, and then, each time there is a prompt, what the program it starts
   * shall read.
   *
   * @throws AssertionError if it is not done within the limit
   */
  public Screen typeInTerminal(String line, List<String> atPrompt, Duration limit) {
    try (PseudoTerminal terminal = new PseudoTerminal(folder, environment, line, limit)) {
      atPrompt.forEach(terminal::typeAtPrompt);
      return recorded(line, terminal.end());
    }
  }

  /**
   * Types a line and presses Ctrl-C when a line of its output that begins so is complete.
   *
   * @param words the first words of that line
   * @throws AssertionError if it is not done within the limit
   */
  public Screen watch(String line, List<String> words, Duration limit) {
    Pattern until =
        Pattern.compile(
            "(?m)^"
                + String.join("\\s+", words.stream().map(Pattern::quote).toList())
                + "\\b.*\\R");
    try (PseudoTerminal terminal = new PseudoTerminal(folder, environment, line, limit)) {
      terminal.interruptAt(until);
      return recorded(line, terminal.end());
    }
  }

  /** Everything that was typed and shown so far. */
  public String transcript() {
    return transcript.toString();
  }

  /** Throws the folder away. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(String typed) {
    Matcher prompt = PROMPT.matcher(typed.strip());
    if (!prompt.matches()) {
      return List.of("sh", "-c", typed);
    }
    String host = prompt.group(1);
    return host == null || host.equals(MASTER)
        ? List.of("sh", "-c", prompt.group(2))
        : List.of(lab.toString(), "node", host, "sh", "-c", prompt.group(2));
  }

  private Screen recorded(String typed, Screen screen) {
    record(typed, String.join("\n", screen.lines()), "");
    return screen;
  }

  private void record(String typed, String shown, String remarks) {
    String line = typed.strip();
    transcript.append(PROMPT.matcher(line).matches() ? line : "$ " + line).append('\n');
    Stream.of(shown, remarks)
        .filter(text -> !text.isEmpty())
        .forEach(text -> transcript.append(text).append('\n'));
    transcript.append('\n');
  }
}
