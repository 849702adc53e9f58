/** Plugin {@code hosts}: names and addresses from a hosts file. */
@NullMarked
package dev.servicelab.dns.plugins.hosts;

import org.jspecify.annotations.NullMarked;
