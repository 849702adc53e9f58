/**
 * Kubernetes clusters made of containers on one Docker network: their life cycle, their readiness,
 * and a way into each node.
 */
@NullMarked
package dev.servicelab.labs.cluster;

import org.jspecify.annotations.NullMarked;
