/**
 * A small program without dependencies that asks DNS servers of its network namespace, and echoes
 * packets there.
 */
@NullMarked
package dev.servicelab.labs.asker;

import org.jspecify.annotations.NullMarked;
