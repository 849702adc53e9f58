/**
 * Clusters made up from a seed: every field a Service proxy decides by, in combinations nobody
 * would write by hand. For property tests, and for comparing proxies and kernels.
 */
@NullMarked
package dev.servicelab.state.generated;

import org.jspecify.annotations.NullMarked;
