/** Figures under kube-proxy's names. */
@NullMarked
package dev.servicelab.proxy.metrics;

import org.jspecify.annotations.NullMarked;
