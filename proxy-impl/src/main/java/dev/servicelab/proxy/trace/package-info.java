/** Follows a packet through typed rules: the oracle of the tests. */
@NullMarked
package dev.servicelab.proxy.trace;

import org.jspecify.annotations.NullMarked;
