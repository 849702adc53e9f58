package dev.servicelab.proxy.plan;

/**
 * One way in to a Service port.
 *
 * @param address where
 * @param verdict what happens there
 */
public record Frontend(FrontendAddress address, Verdict verdict) {}
