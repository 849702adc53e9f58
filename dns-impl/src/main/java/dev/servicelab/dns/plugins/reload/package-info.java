/** Plugin {@code reload}: a changed Corefile takes effect without a restart. */
@NullMarked
package dev.servicelab.dns.plugins.reload;

import org.jspecify.annotations.NullMarked;
