package dev.servicelab.proxy.tools;

import java.util.List;

/** The one seam to the kernel's tools. */
public interface ToolRunner {

  /**
   * Runs a tool to its end.
   *
   * @param command the program, found on the PATH, and its arguments
   * @param input what it reads from standard input; may be empty
   * @return how it ended, also if badly
   * @throws ToolFailed if there is no such program, or it does not end in time
   */
  ToolResult run(List<String> command, String input);
}
