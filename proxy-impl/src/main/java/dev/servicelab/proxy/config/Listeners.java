package dev.servicelab.proxy.config;

import java.net.InetSocketAddress;

/**
 * Where this proxy answers HTTP.
 *
 * @param healthz health
 * @param metrics metrics, and what learners ask
 * @param hardFail whether a taken address is a failure
 */
public record Listeners(InetSocketAddress healthz, InetSocketAddress metrics, boolean hardFail) {}
