/** The vocabulary of the labs about the proxy: one class for each noun. */
@NullMarked
package dev.servicelab.labs.steps.proxy;

import org.jspecify.annotations.NullMarked;
