/** Clients that ask without a break, and what they noted of every request. */
@NullMarked
package dev.servicelab.labs.traffic.load;

import org.jspecify.annotations.NullMarked;
