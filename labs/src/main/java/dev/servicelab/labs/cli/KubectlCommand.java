package dev.servicelab.labs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lab kubectl …}: the kubectl that is in the server node; the host needs none. */
@Command(
    name = "kubectl",
    description = {
      "Run kubectl against the cluster that lab up made, or the one whose id is in LAB_CLUSTER;",
      "all arguments are its own. Files after -f are copied. The editor is that of KUBE_EDITOR or",
      "EDITOR if the node has it, else vi."
    })
final class KubectlCommand implements Callable<Integer> {
  private static final List<String> EDITORS = List.of("KUBE_EDITOR", "EDITOR");

  /** Runs a command with the editors that are there: the node need not have this machine's. */
  private static final String WITH_EDITOR =
      """
      for name in %s; do
        eval "editor=\\$$name"
        [ -z "$editor" ] || command -v "${editor%%%% *}" > /dev/null && continue
        echo "lab kubectl: the node has no editor '$editor'" >&2
        unset "$name"
      done
      exec "$@"
      """
          .formatted(String.join(" ", EDITORS));

  @Parameters(arity = "0..*", paramLabel = "ARG")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    RunningCluster cluster = RunningCluster.find();
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(withFilesOnNode(cluster, arguments));
    return RunningCluster.passThrough(
        cluster.onServer(
            arguments.contains("edit") ? withEditor(System.getenv(), command) : command));
  }

  /**
   * A command that runs another with the editor that a person has chosen, if it is there.
   *
   * @param environment the person's
   */
  static List<String> withEditor(Map<String, String> environment, List<String> command) {
    List<String> full = new ArrayList<>(List.of("env"));
    EDITORS.stream()
        .filter(environment::containsKey)
        .forEach(name -> full.add(name + "=" + environment.get(name)));
    full.addAll(List.of("sh", "-c", WITH_EDITOR, "sh"));
    full.addAll(command);
    return full;
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
