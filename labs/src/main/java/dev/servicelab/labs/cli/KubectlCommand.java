package dev.servicelab.labs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lab kubectl …}: the kubectl that is in the server node; the host needs none. */
@Command(
    name = "kubectl",
    description = {
      "Run kubectl against the cluster that lab up made, or the one whose id is in LAB_CLUSTER;",
      "all arguments are its own. KUBE_EDITOR and EDITOR are passed on; files after -f are copied."
    })
final class KubectlCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "ARG")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    RunningCluster cluster = RunningCluster.find();
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(withFilesOnNode(cluster, arguments));
    return RunningCluster.passThrough(cluster.onServer(command));
  }

  /** Files named by -f or -k are on this machine; kubectl finds a copy of each in the node. */
  private static List<String> withFilesOnNode(RunningCluster cluster, List<String> arguments) {
    List<String> result = new ArrayList<>();
    String previous = "";
    for (String argument : arguments) {
      boolean names = List.of("-f", "--filename", "-k", "--kustomize").contains(previous);
      String prefix = argument.startsWith("--filename=") ? "--filename=" : "";
      String file = argument.substring(prefix.length());
      boolean copy = (names || !prefix.isEmpty()) && Files.exists(Path.of(file));
      result.add(copy ? prefix + copyToNode(cluster, Path.of(file), result.size()) : argument);
      previous = argument;
    }
    return result;
  }

  private static String copyToNode(RunningCluster cluster, Path file, int number) {
    String target =
        "/tmp/lab-file-" + number + "-" + file.toAbsolutePath().normalize().getFileName();
    RunningCluster.passThrough(List.of("docker", "exec", cluster.server(), "rm", "-rf", target));
    RunningCluster.passThrough(
        List.of("docker", "cp", "--quiet", file.toString(), cluster.server() + ":" + target));
    return target;
  }
}
