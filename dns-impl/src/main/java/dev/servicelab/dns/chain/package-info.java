/**
 * A query's way through the plugins, as values: {@link dev.servicelab.dns.chain.Query} in, {@link
 * dev.servicelab.dns.chain.Outcome} out. Nothing here or in a plugin writes to a client's socket.
 */
@NullMarked
package dev.servicelab.dns.chain;

import org.jspecify.annotations.NullMarked;
