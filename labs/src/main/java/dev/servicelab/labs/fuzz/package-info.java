/** Packets that nobody should send, and whether the cluster DNS stays well under them. */
@NullMarked
package dev.servicelab.labs.fuzz;

import org.jspecify.annotations.NullMarked;
