/** What a load balancer and a kubelet ask: is this node's proxy up to date? */
@NullMarked
package dev.servicelab.proxy.health;

import org.jspecify.annotations.NullMarked;
