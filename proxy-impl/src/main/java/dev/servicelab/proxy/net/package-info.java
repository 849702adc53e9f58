/** Addresses and address ranges, of either family. */
@NullMarked
package dev.servicelab.proxy.net;

import org.jspecify.annotations.NullMarked;
