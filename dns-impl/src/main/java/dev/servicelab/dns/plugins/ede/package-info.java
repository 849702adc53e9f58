/** Plugin {@code ede}: the reason, in the reply itself. */
@NullMarked
package dev.servicelab.dns.plugins.ede;

import org.jspecify.annotations.NullMarked;
