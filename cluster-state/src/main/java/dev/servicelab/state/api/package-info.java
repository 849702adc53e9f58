/**
 * Cluster state from an API server, by list and watch: {@link dev.servicelab.state.api.ListWatch}
 * keeps one kind's records up to date, {@link dev.servicelab.state.api.ApiStateSource} makes
 * snapshots of them.
 */
@NullMarked
package dev.servicelab.state.api;

import org.jspecify.annotations.NullMarked;
