/**
 * What a proxy in ipvs mode has in the kernel, in the kernel's words, and how its tools write it.
 */
@NullMarked
package dev.servicelab.proxy.rules.ipvs;

import org.jspecify.annotations.NullMarked;
