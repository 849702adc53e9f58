/**
 * The one seam between bytes and values: the only place that sees dnsjava's mutable {@code
 * Message}.
 *
 * <p>The server reads questions and writes replies here; plugins that ask an upstream use it the
 * other way round.
 */
@NullMarked
package dev.servicelab.dns.wire;

import org.jspecify.annotations.NullMarked;
