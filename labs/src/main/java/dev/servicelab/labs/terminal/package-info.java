/**
 * The student's terminal: what is typed goes to real programs, and what they show is compared with
 * a picture of it.
 */
@NullMarked
package dev.servicelab.labs.terminal;

import org.jspecify.annotations.NullMarked;
