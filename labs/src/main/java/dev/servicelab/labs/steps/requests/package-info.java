/** The vocabulary of the labs about requests: who sends them, how many, and what comes back. */
@NullMarked
package dev.servicelab.labs.steps.requests;

import org.jspecify.annotations.NullMarked;
