package dev.servicelab.labs.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Commands in pods, by the API server's exec: it needs neither a Service nor a name. */
public final class PodExec {
  static final String TOOLS_NAMESPACE = "servicelab";

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int NO_SUCH_COMMAND = 127;

  private final KubernetesClient client;
  private final Map<String, String> toolsPods = new ConcurrentHashMap<>();

  /** Commands in pods of this cluster. */
  public PodExec(KubernetesClient client) {
    this.client = client;
  }

  /** Runs a command in the tools pod of a node. */
  CommandResult onNode(String node, List<String> command) {
    return inPod(TOOLS_NAMESPACE, toolsPod(node), command);
  }

  /** The name of the running tools pod of a node. */
  String toolsPod(String node) {
    return toolsPods.computeIfAbsent(node, this::findToolsPod);
  }

  /** Runs a command in the first container of a pod. */
  public CommandResult inPod(String namespace, String name, List<String> command) {
    Pod pod = client.pods().inNamespace(namespace).withName(name).get();
    if (pod == null) {
      throw new ClusterFailed("there is no pod " + name + " in namespace " + namespace);
    }
    String container = pod.getSpec().getContainers().getFirst().getName();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (ExecWatch exec =
        client
            .pods()
            .inNamespace(namespace)
            .withName(name)
            .inContainer(container)
            .writingOutput(out)
            .writingError(err)
            .exec(command.toArray(String[]::new))) {
      int exitCode = exec.exitCode().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return new CommandResult(exitCode, text(out), text(err));
    } catch (ExecutionException | KubernetesClientException e) {
      return refused(namespace + "/" + name, command, e);
    } catch (TimeoutException e) {
      throw new ClusterFailed(
          "%s in pod %s/%s did not end within %d s"
              .formatted(command, namespace, name, LIMIT.toSeconds()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterFailed("interrupted: " + command, e);
    }
  }

  /** The runtime reports a program that does not exist as an error of its own, in words only. */
  private static CommandResult refused(String pod, List<String> command, Exception e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("executable file not found") || message.contains("no such file")) {
      return new CommandResult(NO_SUCH_COMMAND, "", command.getFirst() + ": not found in " + pod);
    }
    throw new ClusterFailed("cannot run " + command + " in pod " + pod + ": " + message, e);
  }

  private String findToolsPod(String node) {
    return client
        .pods()
        .inNamespace(TOOLS_NAMESPACE)
        .withLabel("app", "tools")
        .withField("spec.nodeName", node)
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
        .map(pod -> pod.getMetadata().getName())
        .findFirst()
        .orElseThrow(() -> new ClusterFailed("the tools pod of " + node + " is not running"));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
