/**
 * The demo application behind every Service of the labs: it answers each request with who answered
 * and whom it saw asking. It uses nothing but the JDK, because three of its pods have to be ready
 * within seconds on a laptop.
 */
@NullMarked
package dev.servicelab.labs.demo;

import org.jspecify.annotations.NullMarked;
