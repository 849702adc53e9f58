package dev.servicelab.labs.cli;

import dev.servicelab.labs.course.Curriculum;
import dev.servicelab.labs.course.Curriculum.Lab;
import dev.servicelab.labs.machine.ProjectRoot;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lab labs}: the course, lab by lab. */
@Command(
    name = "labs",
    description = "List the labs in the order of the course; lab run --lab NUMBER runs one.",
    mixinStandardHelpOptions = true)
final class LabsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    List<Lab> labs = Arguments.checked(command, () -> Curriculum.read(ProjectRoot.find())).labs();
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    labs.forEach(lab -> print(out, lab));
    out.printf(
        "%nThe whole course takes about %d minutes. ./lab run --lab 1 runs lab 1.%n",
        labs.stream().mapToInt(Lab::minutes).sum());
    return ExitCodes.OK;
  }

  private static void print(PrintWriter out, Lab lab) {
    out.printf("%2d  %s (%d minutes%s)%n", lab.number(), lab.title(), lab.minutes(), after(lab));
    out.printf("    %s%n", lab.goal());
    lab.features().forEach(feature -> out.printf("      features/%s.feature%n", feature));
  }

  private static String after(Lab lab) {
    return lab.prerequisites().isEmpty()
        ? ""
        : lab.prerequisites().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", ", after lab ", ""));
  }
}
