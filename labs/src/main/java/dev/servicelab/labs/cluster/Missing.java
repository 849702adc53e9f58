package dev.servicelab.labs.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster still lacks, in words for people; empty when it lacks nothing. Each method looks
 * once.
 */
final class Missing {
  /** The first address of the Service range: the API server's Service has it in every cluster. */
  private static final String API_SERVICE = "10.96.0.1";

  private static final String DNS_SERVICE = "10.96.0.10";

  private static final Rule IPTABLES =
      new Rule(List.of("iptables-save", "-t", "nat"), "-A KUBE-SERVICES -d " + API_SERVICE);
  private static final Rule IPVS =
      new Rule(List.of("ipvsadm", "-Sn"), "-a -t " + API_SERVICE + ":443 -r ");

  private final KubernetesClient client;
  private final PodExec exec;
  private final List<String> nodes;
  private final Rule rule;

  /**
   * Looks at a cluster.
   *
   * @param nodes the names of its nodes
   * @param mode the proxy's
   */
  Missing(KubernetesClient client, PodExec exec, List<String> nodes, Mode mode) {
    this.client = client;
    this.exec = exec;
    this.nodes = nodes;
    this.rule = mode == Mode.IPVS ? IPVS : IPTABLES;
  }

  /**
   * How the API's Service shows in the kernel of a node.
   *
   * @param list the command that lists such things
   * @param start how a line of its output begins
   */
  private record Rule(List<String> list, String start) {}

  /** The account without which no pod of the default namespace can be created. */
  Optional<String> defaultServiceAccount() {
    return client.serviceAccounts().inNamespace("default").withName("default").get() == null
        ? Optional.of("namespace default has no ServiceAccount default")
        : Optional.empty();
  }

  /** A node that has not registered or is not Ready. */
  Optional<String> readyNode() {
    List<Node> seen = client.nodes().list().getItems();
    for (String node : nodes) {
      Optional<String> missing =
          seen.stream()
              .filter(n -> n.getMetadata().getName().equals(node))
              .findFirst()
              .map(Missing::whyNotReady)
              .orElse(Optional.of(node + " has not registered"));
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> whyNotReady(Node node) {
    return node.getStatus().getConditions().stream()
        .filter(condition -> "Ready".equals(condition.getType()))
        .findFirst()
        .map(
            condition ->
                "True".equals(condition.getStatus())
                    ? Optional.<String>empty()
                    : Optional.of(node.getMetadata().getName() + ": " + condition.getMessage()))
        .orElse(Optional.of(node.getMetadata().getName() + " has no condition Ready"));
  }

  /** Pods of a DaemonSet that has one on each node. */
  Optional<String> daemonSet(String namespace, String name) {
    DaemonSet set = client.apps().daemonSets().inNamespace(namespace).withName(name).get();
    Integer ready = set == null ? null : set.getStatus().getNumberReady();
    return ready != null && ready == nodes.size()
        ? Optional.empty()
        : Optional.of("DaemonSet " + name + ": " + (ready == null ? 0 : ready) + " Ready");
  }

  /** Pods of the cluster DNS. */
  Optional<String> dnsPods() {
    Deployment dns =
        client.apps().deployments().inNamespace("kube-system").withName("coredns").get();
    Integer ready = dns == null ? null : dns.getStatus().getReadyReplicas();
    return dns != null && ready != null && ready.equals(dns.getSpec().getReplicas())
        ? Optional.empty()
        : Optional.of("Deployment coredns: " + (ready == null ? 0 : ready) + " Ready");
  }

  /** The rule for the API's Service in the kernel of a node. */
  Optional<String> rules(String node) {
    CommandResult rules = exec.onNode(node, rule.list());
    boolean there = rules.stdout().lines().anyMatch(line -> line.startsWith(rule.start()));
    return there
        ? Optional.empty()
        : Optional.of(node + " has no rule for " + API_SERVICE + " " + rules.stderr().strip());
  }

  /** The answer of the cluster DNS to a query from a node, through the DNS's own Service. */
  Optional<String> answer(String node) {
    CommandResult answer =
        exec.onNode(
            node,
            List.of(
                "dig",
                "+short",
                "+time=1",
                "+tries=1",
                "@" + DNS_SERVICE,
                "kubernetes.default.svc.cluster.local",
                "A"));
    return answer.stdout().strip().equals(API_SERVICE)
        ? Optional.empty()
        : Optional.of(node + " got no answer from " + DNS_SERVICE + ": " + answer.stdout().strip());
  }
}
