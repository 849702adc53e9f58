package dev.servicelab.labs.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * Who answers: the facts that the downward API gives a container about its pod.
 *
 * @param pod name of the pod, which is also its host name unless it shares the node's network
 * @param namespace namespace of the pod, empty when unknown
 * @param node name of the node that the pod runs on, empty when unknown
 * @param podIp the pod's address in text form
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/downward-api/">Downward API</a>
 */
public record DemoIdentity(String pod, String namespace, String node, String podIp) {

  /**
   * Reads {@code POD_NAME}, {@code POD_NAMESPACE}, {@code NODE_NAME} and {@code POD_IP}. Without
   * the first the host name stands in, without the last the host name's address, so that the
   * application also runs in a pod that sets none of them.
   */
  public static DemoIdentity fromEnvironment(Map<String, String> environment) {
    String pod = environment.getOrDefault("POD_NAME", environment.getOrDefault("HOSTNAME", ""));
    return new DemoIdentity(
        pod.isEmpty() ? localHost().getHostName() : pod,
        environment.getOrDefault("POD_NAMESPACE", ""),
        environment.getOrDefault("NODE_NAME", ""),
        environment.containsKey("POD_IP")
            ? environment.get("POD_IP")
            : localHost().getHostAddress());
  }

  private static InetAddress localHost() {
    try {
      return InetAddress.getLocalHost();
    } catch (UnknownHostException e) {
      return InetAddress.getLoopbackAddress();
    }
  }
}
