package dev.servicelab.proxy;

import picocli.CommandLine;

/** Runs the Service proxy as a program of its own. */
public final class ProxyMain {
  private ProxyMain() {}

  /** Exit codes: 0 after a normal end, 1 for a failure, 2 for bad input. */
  public static void main(String[] args) {
    ConsoleLog.configure();
    System.exit(commandLine().execute(args));
  }

  /** The command with this project's manners: bad input is one line on stderr and exit code 2. */
  static CommandLine commandLine() {
    return OneLineErrors.on(new CommandLine(new ProxyCommand()));
  }
}
