/** Counters and histograms in Prometheus' text format; as small as the few the DNS has need. */
@NullMarked
package dev.servicelab.dns.metrics;

import org.jspecify.annotations.NullMarked;
