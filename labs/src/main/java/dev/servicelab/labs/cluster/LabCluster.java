package dev.servicelab.labs.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** A running lab cluster: every gate of its start has passed, so Services and names work. */
public interface LabCluster extends AutoCloseable {

  /** The id that its containers carry; environment variable {@code LAB_CLUSTER} takes it. */
  String id();

  /** What was asked for when this cluster was made. */
  ClusterSpec spec();

  /** A client with the rights of the cluster's administrator; closed with the cluster. */
  KubernetesClient client();

  /** The nodes, node1 (the server) first. */
  List<LabNode> nodes();

  /** Whether some of its nodes have a kernel of their own, on which everything takes longer. */
  default boolean ownKernels() {
    return nodes().stream().anyMatch(LabNode::ownKernel);
  }

  /**
   * Runs a command in the privileged host-network tools pod of a node, so it sees the kernel that
   * the pods of that node see.
   *
   * @param node the name of a node of {@link #nodes()}
   * @param command program and arguments; no shell is put around them
   * @throws IllegalArgumentException if there is no such node; the message names those there are
   * @throws ClusterFailed if the command could not be started or did not end within a minute
   */
  CommandResult onNode(String node, List<String> command);

  /**
   * Runs a command in the first container of a pod.
   *
   * @param command program and arguments; no shell is put around them
   * @throws ClusterFailed if the command could not be started or did not end within a minute
   */
  CommandResult inPod(String namespace, String pod, List<String> command);

  /**
   * What the upstream DNS server of a node has logged since its start: a line for each query, in
   * CoreDNS's form.
   *
   * @param node the name of a node of {@link #nodes()}
   * @throws IllegalArgumentException if there is no such node
   */
  List<String> resolverLog(String node);

  /** Who may use the cluster at what time; the same object for every scenario on it. */
  Turns turns();

  /** The node image, as Docker names it. */
  String image();

  /** The API server's version, e.g. {@code v1.34.4+k3s1}. */
  String kubernetesVersion();

  /** How long each step of the start took, in order; empty for a cluster found running. */
  List<GateTime> startTimes();

  /** Removes the nodes, their volumes and the network; a kept cluster is only let go. */
  @Override
  void close();
}
