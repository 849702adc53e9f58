package dev.servicelab.labs.cluster;

/**
 * A node of a lab cluster.
 *
 * @param name the Kubernetes node name: node1, node2 or node3
 * @param internalIp the node's InternalIP, its address on the lab network
 * @param containerId the id of the Docker container that is this node
 * @param resolver the address of the upstream DNS server that this node asks, and no other node;
 *     pods with {@code dnsPolicy: Default} have it in their resolv.conf
 * @param ownKernel whether its kernel is not this machine's: a slow one, without nft's tables for
 *     IP
 */
public record LabNode(
    String name, String internalIp, String containerId, String resolver, boolean ownKernel) {}
