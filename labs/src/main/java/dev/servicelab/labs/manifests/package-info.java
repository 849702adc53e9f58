/** The manifests that scenarios apply, with the line of whatever is wrong in one. */
@NullMarked
package dev.servicelab.labs.manifests;

import org.jspecify.annotations.NullMarked;
