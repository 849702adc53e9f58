package dev.servicelab.labs.traffic;

import dev.servicelab.labs.cluster.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of a few echo requests (RFC 792).
 *
 * @param sent how many were sent
 * @param answered how many came back
 * @param output everything that the program wrote
 */
public record Ping(int sent, int answered, String output) {

  private static final Pattern SUMMARY =
      Pattern.compile("(\\d+) packets transmitted, (\\d+) received");

  /** Three, a second apart at most, each given a second: the command ends within three seconds. */
  private static final List<String> COMMAND =
      List.of("ping", "-n", "-c", "3", "-i", "0.5", "-W", "1");

  /**
   * Pings a host from wherever the command is run.
   *
   * @param host an address, a name, or {@code ${NAME}} for the value of a variable there
   * @param run runs a command
   * @throws AssertionError if ping itself failed
   */
  public static Ping of(String host, Function<List<String>, CommandResult> run) {
    List<String> command = new ArrayList<>(COMMAND);
    command.add(host);
    CommandResult result = run.apply(Shell.expanding(command));
    return parse(result.stdout() + result.stderr());
  }

  /** Reads what ping prints at its end. */
  static Ping parse(String output) {
    Matcher summary = SUMMARY.matcher(output);
    if (!summary.find()) {
      throw new AssertionError("ping did not work: " + output.strip());
    }
    return new Ping(Integer.parseInt(summary.group(1)), Integer.parseInt(summary.group(2)), output);
  }
}
