/** From plans to typed rules: one class per group of chains. Pure. */
@NullMarked
package dev.servicelab.proxy.rules.iptables.render;

import org.jspecify.annotations.NullMarked;
