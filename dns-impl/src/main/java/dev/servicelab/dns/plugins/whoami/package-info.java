/** Plugin {@code whoami}: what the server sees of its client. */
@NullMarked
package dev.servicelab.dns.plugins.whoami;

import org.jspecify.annotations.NullMarked;
