package dev.servicelab.labs.traffic;

import java.util.List;
import java.util.stream.Collectors;

/** Commands that a shell expands, as if somebody had typed them at its prompt. */
final class Shell {

  private Shell() {}

  /**
   * The same command run by a shell, which replaces {@code $NAME} and {@code ${NAME}} by the
   * variables of its environment and takes everything else literally.
   *
   * @param command program and arguments
   */
  static List<String> expanding(List<String> command) {
    return List.of("sh", "-c", line(command));
  }

  /** The command as a line of a script, in which variables are expanded. */
  static String line(List<String> command) {
    return command.stream().map(Shell::quoted).collect(Collectors.joining(" "));
  }

  /** Inside double quotes a shell still reads the dollar sign, and also these three. */
  private static String quoted(String word) {
    return "\"" + word.replaceAll("[\\\\\"`]", "\\\\$0") + "\"";
  }
}
