/**
 * The container images a cluster needs: chosen, pulled or built on this machine, and packed for the
 * nodes.
 */
@NullMarked
package dev.servicelab.labs.images;

import org.jspecify.annotations.NullMarked;
