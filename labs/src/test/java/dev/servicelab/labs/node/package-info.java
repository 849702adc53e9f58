/** The contract of a node image, tried on whichever one this machine uses. */
@NullMarked
package dev.servicelab.labs.node;

import org.jspecify.annotations.NullMarked;
