/** Requests of a scenario: who sends them, over which connections, and what comes back. */
@NullMarked
package dev.servicelab.labs.traffic;

import org.jspecify.annotations.NullMarked;
