/** What Services mean on this node: Kubernetes words only, pure functions, no netfilter. */
@NullMarked
package dev.servicelab.proxy.plan;

import org.jspecify.annotations.NullMarked;
