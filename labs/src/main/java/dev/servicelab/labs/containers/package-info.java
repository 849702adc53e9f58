/**
 * Docker's side of a cluster: node containers, their network, the labels by which all of it is
 * found again.
 */
@NullMarked
package dev.servicelab.labs.containers;

import org.jspecify.annotations.NullMarked;
