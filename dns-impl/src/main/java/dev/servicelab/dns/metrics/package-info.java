/**
 * The process's metrics under CoreDNS's names. They are counted and shown by the Prometheus client
 * library, except the numbers of each query, which would slow the fast path there.
 */
@NullMarked
package dev.servicelab.dns.metrics;

import org.jspecify.annotations.NullMarked;
