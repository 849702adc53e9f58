/**
 * What the steps of one scenario share: its namespace, the names it has given, how it asks, waits
 * and applies manifests. All of it belongs to one scenario, so that scenarios can run side by side.
 */
@NullMarked
package dev.servicelab.labs.world;

import org.jspecify.annotations.NullMarked;
