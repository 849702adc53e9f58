package dev.servicelab.labs.cluster;

/**
 * What a command in a container left behind.
 *
 * @param exitCode the command's exit code; 127 when the command does not exist there
 * @param stdout everything it wrote to standard output, as UTF-8
 * @param stderr everything it wrote to standard error, as UTF-8
 */
public record CommandResult(int exitCode, String stdout, String stderr) {

  /** Whether the command ended with exit code 0. */
  public boolean ok() {
    return exitCode == 0;
  }

  /**
   * What it wrote to standard output, of a command without which a scenario cannot go on.
   *
   * @param what which command, and where
   * @throws AssertionError with that and what the command complained of, if it failed
   */
  public String required(String what) {
    if (!ok()) {
      throw new AssertionError(what + ": " + stderr.strip());
    }
    return stdout;
  }
}
