/** Plugin {@code bind}: listening on some of the host's addresses. */
@NullMarked
package dev.servicelab.dns.plugins.bind;

import org.jspecify.annotations.NullMarked;
