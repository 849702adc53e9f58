package dev.servicelab.proxy;

import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.state.StateException;
import picocli.CommandLine;

/** Says what is wrong on one line of stderr. */
final class OneLineErrors {
  private static final int BAD_INPUT = 2;
  private static final int FAILURE = 1;

  private OneLineErrors() {}

  static CommandLine on(CommandLine command) {
    return command
        .setParameterExceptionHandler(
            (problem, args) -> {
              problem.getCommandLine().getErr().println(problem.getMessage());
              return BAD_INPUT;
            })
        .setExecutionExceptionHandler(
            (problem, line, result) ->
                switch (problem) {
                  case StateException e -> report(line, e, BAD_INPUT);
                  case ToolFailed e -> report(line, e, FAILURE);
                  default -> throw problem;
                });
  }

  private static int report(CommandLine line, RuntimeException problem, int exitCode) {
    line.getErr().println(problem.getMessage());
    return exitCode;
  }
}
