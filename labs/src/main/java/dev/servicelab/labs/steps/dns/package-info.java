/** The vocabulary of the labs about names: who is asked what, and what is said. */
@NullMarked
package dev.servicelab.labs.steps.dns;

import org.jspecify.annotations.NullMarked;
