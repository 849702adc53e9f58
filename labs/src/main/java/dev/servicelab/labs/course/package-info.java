/** The labs as a course: in which order, to what end, and which documented behaviour each shows. */
@NullMarked
package dev.servicelab.labs.course;

import org.jspecify.annotations.NullMarked;
