/** Plugin {@code log}: a line for every query. */
@NullMarked
package dev.servicelab.dns.plugins.log;

import org.jspecify.annotations.NullMarked;
