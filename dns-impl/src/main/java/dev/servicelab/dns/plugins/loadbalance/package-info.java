/** Plugin {@code loadbalance}: the order of addresses changes with each answer. */
@NullMarked
package dev.servicelab.dns.plugins.loadbalance;

import org.jspecify.annotations.NullMarked;
