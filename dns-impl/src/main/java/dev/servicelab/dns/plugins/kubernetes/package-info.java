/** Plugin {@code kubernetes}: the cluster's own names. */
@NullMarked
package dev.servicelab.dns.plugins.kubernetes;

import org.jspecify.annotations.NullMarked;
