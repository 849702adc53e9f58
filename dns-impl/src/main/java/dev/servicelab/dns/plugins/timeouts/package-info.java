/** Plugin {@code timeouts}: what TCP clients may take. */
@NullMarked
package dev.servicelab.dns.plugins.timeouts;

import org.jspecify.annotations.NullMarked;
