/** Plugin {@code forward}: names of other people, asked upstream. */
@NullMarked
package dev.servicelab.dns.plugins.forward;

import org.jspecify.annotations.NullMarked;
