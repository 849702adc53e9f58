/** The features, run by the JUnit Platform. */
@NullMarked
package dev.servicelab.labs.suites;

import org.jspecify.annotations.NullMarked;
