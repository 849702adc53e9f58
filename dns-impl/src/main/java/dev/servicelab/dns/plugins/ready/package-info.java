/** Plugin {@code ready}: the page of the readiness probe. */
@NullMarked
package dev.servicelab.dns.plugins.ready;

import org.jspecify.annotations.NullMarked;
