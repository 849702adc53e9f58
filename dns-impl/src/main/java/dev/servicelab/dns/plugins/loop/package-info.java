/** Plugin {@code loop}: notices that the upstream leads back here. */
@NullMarked
package dev.servicelab.dns.plugins.loop;

import org.jspecify.annotations.NullMarked;
