package dev.servicelab.proxy.tools;

/**
 * How a tool ended.
 *
 * @param exitCode 0 if it did what it was asked
 * @param stdout what it printed
 * @param stderr what it complained about
 */
public record ToolResult(int exitCode, String stdout, String stderr) {

  /** What went wrong, on one line. */
  public String complaint() {
    String line = stderr.strip().replace('\n', ' ');
    return line.isEmpty() ? "exit code " + exitCode : line;
  }
}
