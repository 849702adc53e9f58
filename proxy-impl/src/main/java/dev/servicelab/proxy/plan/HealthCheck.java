package dev.servicelab.proxy.plan;

import dev.servicelab.state.ObjectName;

/**
 * {@code spec.healthCheckNodePort} of a Service: where load balancers ask whether this node has an
 * endpoint of it.
 *
 * @param service whose
 * @param port where on the node's addresses
 * @param localEndpoints how many different addresses of ready endpoints this node has
 */
public record HealthCheck(ObjectName service, int port, int localEndpoints) {}
