/** Plugin {@code metadata}: what other plugins know about a question. */
@NullMarked
package dev.servicelab.dns.plugins.metadata;

import org.jspecify.annotations.NullMarked;
