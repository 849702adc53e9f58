/** The commands of {@code ./lab} that need Java. */
@NullMarked
package dev.servicelab.labs.cli;

import org.jspecify.annotations.NullMarked;
