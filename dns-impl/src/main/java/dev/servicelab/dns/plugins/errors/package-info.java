/** Plugin {@code errors}: why a query failed, in the log. */
@NullMarked
package dev.servicelab.dns.plugins.errors;

import org.jspecify.annotations.NullMarked;
