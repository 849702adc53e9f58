package dev.servicelab.labs.cluster;

/**
 * How long one step of a cluster's start took.
 *
 * @param name what was waited for, e.g. {@code nodes Ready}
 * @param seconds seconds since the step began
 */
public record GateTime(String name, double seconds) {}
