/** The vocabulary of the labs about packets: who sends them, which way they go, who gets them. */
@NullMarked
package dev.servicelab.labs.steps.packets;

import org.jspecify.annotations.NullMarked;
