/** Plugin {@code debug}: a mistake in the server ends it, with all that can be said about it. */
@NullMarked
package dev.servicelab.dns.plugins.debug;

import org.jspecify.annotations.NullMarked;
