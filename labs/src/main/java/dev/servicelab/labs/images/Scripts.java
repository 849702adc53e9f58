package dev.servicelab.labs.images;

import dev.servicelab.labs.machine.CannotRunHere;
import dev.servicelab.labs.machine.ExternalTool;
import dev.servicelab.labs.machine.Progress;
import dev.servicelab.labs.machine.ProjectRoot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The build scripts of the checkout: results on standard output, progress on standard error. */
final class Scripts {
  /** A node image built from nothing takes up to ten minutes on two cores. */
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private Scripts() {}

  /** Runs a script that prints one line. */
  static String oneLine(Progress progress, String what, String script, String... arguments) {
    List<String> lines = run(progress, what, script, List.of(arguments));
    if (lines.isEmpty()) {
      throw new CannotRunHere(script + " ended well but printed no result");
    }
    return lines.getLast();
  }

  /**
   * Runs a script of the checkout and returns what it printed.
   *
   * @throws CannotRunHere if it failed: its last line, after the lines before it went to progress
   */
  static List<String> run(Progress progress, String what, String script, List<String> arguments) {
    Path root = ProjectRoot.find();
    List<String> command = new ArrayList<>(List.of(root.resolve(script).toString()));
    command.addAll(arguments);
    try (Progress.Step step = progress.begin(what)) {
      ExternalTool tool = ExternalTool.run(root, LIMIT, step::at, command);
      if (!tool.ok()) {
        tool.stderr().stream()
            .filter(line -> !line.equals(tool.lastWord()))
            .forEach(line -> progress.say("  " + line));
        throw new CannotRunHere(what + " failed in " + script + ": " + tool.lastWord());
      }
      List<String> lines = tool.stdout().stream().filter(line -> !line.isBlank()).toList();
      step.done();
      return lines;
    }
  }
}
