/** Plugin {@code health}: the page of the liveness probe, and the lame duck. */
@NullMarked
package dev.servicelab.dns.plugins.health;

import org.jspecify.annotations.NullMarked;
