package dev.servicelab.dns;

import picocli.CommandLine;

/** Starts the cluster DNS as a program of its own. */
public final class DnsMain {

  private DnsMain() {}

  /** Runs {@link DnsCommand} and ends with its exit code. */
  public static void main(String[] args) {
    System.setProperty("java.util.logging.manager", LineLogManager.class.getName());
    CommandLine command =
        new CommandLine(new DnsCommand())
            .setParameterExceptionHandler(
                (failure, arguments) -> {
                  failure.getCommandLine().getErr().println("dns: " + failure.getMessage());
                  return CommandLine.ExitCode.USAGE;
                });
    System.exit(command.execute(args));
  }
}
