/** Plugin {@code prometheus}: counters for every query, on a page. */
@NullMarked
package dev.servicelab.dns.plugins.prometheus;

import org.jspecify.annotations.NullMarked;
