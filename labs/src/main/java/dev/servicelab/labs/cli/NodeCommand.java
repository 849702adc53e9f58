package dev.servicelab.labs.cli;

import dev.servicelab.labs.machine.CannotRunHere;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code lab node NAME CMD…}: a command in the tools pod of a node, through the API's exec, so it
 * sees the kernel that the pods see on every kind of node.
 */
@Command(
    name = "node",
    description =
        "Run a command on a node of the cluster that lab up made, or the one whose id is in"
            + " LAB_CLUSTER.")
final class NodeCommand implements Callable<Integer> {
  /** kubectl's own remark about a command that failed; the exit code says it already. */
  private static final String REMARK = "command terminated with exit code";

  /** What the container runtime says of a program that is not there; a shell's exit code for it. */
  private static final String NOT_FOUND = "executable file not found";

  private static final int NO_SUCH_COMMAND = 127;

  private static final String SCRIPT =
      """
      node=$1 terminal=$2; shift 2
      pod=$(kubectl -n servicelab get pods -l app=tools --field-selector "spec.nodeName=$node" -o name)
      [ -n "$pod" ] || { echo "the tools pod of $node does not run" >&2; exit 1; }
      exec kubectl -n servicelab exec $terminal "$pod" -- "$@"
      """;

  @Parameters(index = "0", paramLabel = "NAME", description = "node1, node2 or node3")
  private String node = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "CMD", description = "what to run")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    RunningCluster cluster = RunningCluster.find();
    cluster.container(node);
    boolean terminal = RunningCluster.interactive();
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", SCRIPT, "lab-node", node, terminal ? "-it" : "-i"));
    command.addAll(arguments);
    List<String> full = cluster.onServer(command);
    return terminal ? RunningCluster.passThrough(full) : withoutRemark(full);
  }

  private int withoutRemark(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      boolean missing;
      try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
        missing =
            errors
                .lines()
                .filter(line -> !line.startsWith(REMARK))
                .map(this::told)
                .reduce(false, Boolean::logicalOr);
      }
      int exitCode = process.waitFor();
      return missing ? NO_SUCH_COMMAND : exitCode;
    } catch (IOException e) {
      throw new CannotRunHere("cannot run docker: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCodes.FAILED;
    }
  }

  /** Hands a line on; whether it says that there is no such program. */
  private boolean told(String line) {
    boolean missing = line.contains(NOT_FOUND);
    System.err.println(missing ? arguments.getFirst() + ": not found on " + node : line);
    return missing;
  }
}
