package dev.servicelab.labs.cli;

import dev.servicelab.dns.DnsCommand;
import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.labs.cluster.ClusterPool;
import dev.servicelab.labs.machine.CannotRunHere;
import dev.servicelab.labs.machine.QuietLogs;
import dev.servicelab.proxy.ProxyCommand;
import dev.servicelab.proxy.RenderCommand;
import dev.servicelab.proxy.TraceCommand;
import dev.servicelab.state.StateException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The Java commands of {@code ./lab}. Results go to standard output, everything else to standard
 * error; exit codes are those of {@link ExitCodes}.
 */
@Command(
    name = "lab",
    description = "Executable labs for Kubernetes Services and cluster DNS.",
    subcommands = {
      LabsCommand.class,
      RunCommand.class,
      UpCommand.class,
      DownCommand.class,
      KubectlCommand.class,
      NodeCommand.class,
      LogsCommand.class,
      BenchCommand.class,
      EqualCommand.class,
      FuzzCommand.class,
      ProxyCommand.class,
      DnsCommand.class,
      RenderCommand.class,
      TraceCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "ServiceLab 0.1.0")
public final class LabMain {
  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args a command's name and its arguments
   */
  public static void main(String[] args) {
    QuietLogs.apply();
    int exitCode = commandLine().execute(args);
    System.out.flush();
    System.err.flush();
    if (ClusterPool.keeping()) {
      // Testcontainers removes in a shutdown hook whatever it started; a kept cluster shall stay.
      Runtime.getRuntime().halt(exitCode);
    }
    System.exit(exitCode);
  }

  /** The whole command tree, with errors told in one line. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new LabMain());
    line.setExpandAtFiles(false);
    // What explains a running cluster's DNS knows clusters, so it cannot come with the DNS itself.
    Objects.requireNonNull(line.getSubcommands().get("dns")).addSubcommand(new DnsExplainCommand());
    line.getSubcommands().forEach(LabMain::leaveForeignWords);
    line.setParameterExceptionHandler(LabMain::badArguments);
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> failed(error, command.getErr(), command.getCommandName()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  /** Behind the first word everything is another program's, also what looks like an option. */
  private static void leaveForeignWords(String name, CommandLine command) {
    if (List.of("kubectl", "node").contains(name)) {
      command
          .setStopAtPositional(true)
          .setUnmatchedOptionsArePositionalParams(true)
          .setEndOfOptionsDelimiter("\0");
    }
  }

  private static int badArguments(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    command
        .getErr()
        .println(
            "%s: %s (see ./%1$s --help)"
                .formatted(command.getCommandSpec().qualifiedName(), firstLine(error)));
    return ExitCodes.BAD_ARGUMENTS;
  }

  private static int failed(Exception error, PrintWriter err, String command) {
    if (System.getenv("LAB_DEBUG") != null) {
      error.printStackTrace(err);
    }
    return switch (error) {
      case CannotRunHere cannot -> say(err, message(cannot), ExitCodes.CANNOT_RUN_HERE);
      case IllegalArgumentException bad ->
          say(err, "lab " + command + ": " + message(bad), ExitCodes.BAD_ARGUMENTS);
      case StateException bad ->
          say(err, "lab " + command + ": " + message(bad), ExitCodes.BAD_ARGUMENTS);
      case ClusterFailed failure -> say(err, message(failure), ExitCodes.FAILED);
      default ->
          say(err, "lab " + command + ": " + error + " (LAB_DEBUG=1 shows more)", ExitCodes.FAILED);
    };
  }

  private static int say(PrintWriter err, String message, int exitCode) {
    err.println(message);
    return exitCode;
  }

  private static String firstLine(Exception error) {
    return message(error).lines().findFirst().orElse("");
  }

  private static String message(Exception error) {
    return String.valueOf(error.getMessage());
  }
}
