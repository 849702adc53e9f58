/** Plugin {@code autopath}: walks the client's search list for it. */
@NullMarked
package dev.servicelab.dns.plugins.autopath;

import org.jspecify.annotations.NullMarked;
