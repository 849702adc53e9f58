/** Plugin {@code edns}: EDNS options that this server does not know. */
@NullMarked
package dev.servicelab.dns.plugins.edns;

import org.jspecify.annotations.NullMarked;
