/**
 * Two Service proxies, ours and the reference, each in a network namespace of its own, in front of
 * one API server that runs neither; likewise two cluster DNS servers.
 */
@NullMarked
package dev.servicelab.labs.arena;

import org.jspecify.annotations.NullMarked;
