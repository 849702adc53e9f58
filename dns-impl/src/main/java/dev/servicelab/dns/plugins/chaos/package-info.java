/** Plugin {@code chaos}: who this server is, in class CH. */
@NullMarked
package dev.servicelab.dns.plugins.chaos;

import org.jspecify.annotations.NullMarked;
