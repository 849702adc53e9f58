/**
 * Cluster state from an API server. The only package that names the Kubernetes client: its objects
 * become records in {@link dev.servicelab.state.api.RecordStore} and go no further.
 */
@NullMarked
package dev.servicelab.state.api;

import org.jspecify.annotations.NullMarked;
