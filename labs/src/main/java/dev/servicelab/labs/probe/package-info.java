/**
 * A program that stands in a network namespace and says when the kernel's rules changed. It runs in
 * a container, beside the proxy it watches, with nothing but the JDK.
 */
@NullMarked
package dev.servicelab.labs.probe;

import org.jspecify.annotations.NullMarked;
