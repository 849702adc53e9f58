/**
 * The machine the labs run on: its Docker, the project's folder, other programs, and what a person
 * is told.
 */
@NullMarked
package dev.servicelab.labs.machine;

import org.jspecify.annotations.NullMarked;
