/** Sockets: bytes in, bytes out, and nothing about DNS beyond its framing. */
@NullMarked
package dev.servicelab.dns.server;

import org.jspecify.annotations.NullMarked;
