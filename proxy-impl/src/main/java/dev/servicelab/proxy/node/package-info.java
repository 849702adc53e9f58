/** The proxy of one node: its parts put together, and what a node needs besides rules. */
@NullMarked
package dev.servicelab.proxy.node;

import org.jspecify.annotations.NullMarked;
