package dev.servicelab.proxy.tools;

/**
 * How a tool ended.
 *
 * @param exitCode 0 if it did what it was asked
 * @param stdout what it printed
 * @param stderr what it complained about
 */
public record ToolResult(int exitCode, String stdout, String stderr) {

  /**
   * The same, if it did what it was asked.
   *
   * @param what how the tool was called, for people
   * @throws ToolFailed if it did not, with its complaint behind that
   */
  public ToolResult required(String what) {
    if (exitCode != 0) {
      throw new ToolFailed(what + ": " + complaint());
    }
    return this;
  }

  /** What went wrong, on one line. */
  public String complaint() {
    String line = stderr.strip().replace('\n', ' ');
    return line.isEmpty() ? "exit code " + exitCode : line;
  }
}
