/** Connections the kernel still sends to endpoints that are gone. */
@NullMarked
package dev.servicelab.proxy.conntrack;

import org.jspecify.annotations.NullMarked;
