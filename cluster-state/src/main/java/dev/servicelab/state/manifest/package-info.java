/** Cluster state from a folder of manifests: no cluster, no root, for tests and for play. */
@NullMarked
package dev.servicelab.state.manifest;

import org.jspecify.annotations.NullMarked;
