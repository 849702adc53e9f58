/** The labs: clusters, steps, command line and reports. */
@NullMarked
package dev.servicelab.labs;

import org.jspecify.annotations.NullMarked;
