package dev.servicelab.labs.cluster;

/**
 * A node of a lab cluster.
 *
 * @param name the Kubernetes node name: node1, node2 or node3
 * @param internalIp the node's InternalIP, its address on the lab network
 * @param containerId the id of the Docker container that is this node
 */
public record LabNode(String name, String internalIp, String containerId) {}
