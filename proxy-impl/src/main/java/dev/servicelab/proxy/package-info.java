/** The Service proxy: from a cluster snapshot to the rules of this node. */
@NullMarked
package dev.servicelab.proxy;

import org.jspecify.annotations.NullMarked;
