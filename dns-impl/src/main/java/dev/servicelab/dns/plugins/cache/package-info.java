/** Plugin {@code cache}: answers and denials kept for a while. */
@NullMarked
package dev.servicelab.dns.plugins.cache;

import org.jspecify.annotations.NullMarked;
