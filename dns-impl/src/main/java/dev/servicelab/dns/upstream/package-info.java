/** Asking another DNS server over UDP and TCP. */
@NullMarked
package dev.servicelab.dns.upstream;

import org.jspecify.annotations.NullMarked;
