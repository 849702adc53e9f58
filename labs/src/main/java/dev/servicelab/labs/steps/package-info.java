/**
 * The vocabulary of the features: one class for each noun. A step finds what it speaks of in the
 * scenario's {@link dev.servicelab.labs.world.Scene}; nothing is static.
 */
@NullMarked
package dev.servicelab.labs.steps;

import org.jspecify.annotations.NullMarked;
