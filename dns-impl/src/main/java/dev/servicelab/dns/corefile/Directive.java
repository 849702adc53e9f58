package dev.servicelab.dns.corefile;

import java.util.Collection;
import java.util.List;

/**
 * One line of a server block, or one option line inside a plugin's braces.
 *
 * @param name the first word: a plugin or an option
 * @param arguments the other words of the line, quotes and environment variables already resolved
 * @param options the lines between the braces that follow, empty without braces
 * @param at where the line stands
 */
public record Directive(String name, List<String> arguments, List<Directive> options, Position at) {

  public Directive {
    arguments = List.copyOf(arguments);
    options = List.copyOf(options);
  }

  /** A failure to be thrown, placed at this line. */
  public CorefileException error(String problem) {
    return new CorefileException(at, name + ": " + problem);
  }

  /** The failure for an option this plugin does not have, naming the closest one it has. */
  public CorefileException unknownOption(Directive option, Collection<String> known) {
    return new CorefileException(
        option.at(),
        name + ": unknown option '" + option.name() + "'" + NearestWord.hint(option.name(), known));
  }

  /**
   * Checks the number of words after the name.
   *
   * @throws CorefileException if there are fewer than {@code least} or more than {@code most}
   */
  public void requireArguments(int least, int most) {
    if (arguments.size() < least) {
      throw error("expected " + count(least) + ", found " + arguments.size());
    }
    if (arguments.size() > most) {
      throw error("unexpected argument '" + arguments.get(most) + "'");
    }
  }

  /**
   * The only argument.
   *
   * @throws CorefileException if there is not exactly one
   */
  public String onlyArgument() {
    requireArguments(1, 1);
    return arguments.getFirst();
  }

  /**
   * Refuses braces after this line.
   *
   * @throws CorefileException placed at the first option
   */
  public void requireNoOptions() {
    if (!options.isEmpty()) {
      throw unknownOption(options.getFirst(), List.of());
    }
  }

  private static String count(int least) {
    return least == 1 ? "an argument" : "at least " + least + " arguments";
  }
}
