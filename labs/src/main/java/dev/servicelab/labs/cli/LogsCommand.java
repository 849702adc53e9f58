package dev.servicelab.labs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab logs}: what proxy, DNS, a node or its resolver says. */
@Command(
    name = "logs",
    description = "Show the log of the proxy, the DNS, a node or its resolver.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "proxy|dns|node|resolver",
      description = "whose log (default: proxy and dns)")
  private @Nullable String what;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "which node")
  private @Nullable String name;

  @Option(
      names = {"-f", "--follow"},
      description = "go on as more is written")
  private boolean follow;

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    String whose = what == null ? "proxy,dns" : what;
    boolean ofNode = List.of("node", "resolver").contains(whose);
    if (ofNode && name == null) {
      throw Arguments.bad(command, "logs " + whose + ": which node?");
    }
    List<String> kubectl =
        switch (whose) {
          case "proxy,dns" -> podLogs("k8s-app in (kube-proxy,kube-dns)");
          case "proxy" -> podLogs("k8s-app=kube-proxy");
          case "dns" -> podLogs("k8s-app=kube-dns");
          case "node", "resolver" -> List.of();
          default ->
              throw Arguments.bad(
                  command, "no log '" + whose + "'; logs: proxy, dns, node NAME, resolver NAME");
        };
    RunningCluster cluster = RunningCluster.find();
    return RunningCluster.passThrough(
        kubectl.isEmpty() ? containerLog(cluster, whose) : cluster.onServer(kubectl));
  }

  private List<String> podLogs(String selector) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "kubectl",
                "-n",
                "kube-system",
                "logs",
                "-l",
                selector,
                "--prefix",
                "--tail=-1",
                "--max-log-requests=20"));
    if (follow) {
      command.add("-f");
    }
    return command;
  }

  private List<String> containerLog(RunningCluster cluster, String whose) {
    String node = String.valueOf(name);
    List<String> command = new ArrayList<>(List.of("docker", "logs"));
    if (follow) {
      command.add("-f");
    }
    command.add(whose.equals("node") ? cluster.container(node) : cluster.resolver(node));
    return command;
  }
}
