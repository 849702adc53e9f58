/**
 * The cluster as both implementations see it: immutable records, and the sources they come from.
 *
 * <p>This is the only room of the two implementations that talks to an API server. What passes its
 * edge is a {@link dev.servicelab.state.ClusterSnapshot} and nothing else.
 */
@NullMarked
package dev.servicelab.state;

import org.jspecify.annotations.NullMarked;
