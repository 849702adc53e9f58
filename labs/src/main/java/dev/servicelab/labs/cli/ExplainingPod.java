package dev.servicelab.labs.cli;

import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.labs.machine.ExternalTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The page {@code /explain} of a running cluster's DNS, read by a tools pod, since pods' addresses
 * lead nowhere outside the cluster.
 *
 * @param cluster the cluster
 */
record ExplainingPod(RunningCluster cluster) {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Prints the page, and its HTTP status on a line of its own behind it. */
  private static final String SCRIPT =
      """
      ip=$(kubectl -n kube-system get pods -l k8s-app=kube-dns --field-selector status.phase=Running \
        -o jsonpath='{.items[0].status.podIP}') || exit 1
      tools=$(kubectl -n servicelab get pods -l app=tools -o name | head -1)
      [ -n "$tools" ] || { echo "no tools pod runs" >&2; exit 1; }
      exec kubectl -n servicelab exec "$tools" -- \
        curl -sS --max-time 20 --get -w '%{http_code}' "$@" "http://$ip:8080/explain"
      """;

  private static final String OK = "200";
  private static final String WRONG = "400";

  /**
   * The story of a question.
   *
   * @param question the page's parameters
   * @throws IllegalArgumentException if the server cannot make sense of the question
   * @throws ClusterFailed if nobody there explains anything
   */
  String story(Map<String, String> question) {
    List<String> script = new ArrayList<>(List.of("sh", "-c", SCRIPT, "lab-explain"));
    question.forEach(
        (word, value) -> script.addAll(List.of("--data-urlencode", word + "=" + value)));
    List<String> command =
        cluster.onServer(script).stream().filter(word -> !word.equals("-t")).toList();
    ExternalTool run = ExternalTool.run(Path.of("."), LIMIT, line -> {}, command);
    if (!run.ok() || run.stdout().isEmpty()) {
      throw new ClusterFailed("the cluster's DNS cannot be asked: " + run.lastWord());
    }
    String text = String.join("\n", run.stdout());
    String status = text.substring(Math.max(0, text.length() - OK.length()));
    String page = text.substring(0, text.length() - status.length());
    return switch (status) {
      case OK -> page;
      case WRONG -> throw new IllegalArgumentException(page.strip());
      default ->
          throw new ClusterFailed(
              "the cluster's DNS explains nothing (HTTP %s): is it ours? ./lab up --dns own"
                  .formatted(status));
    };
  }
}
