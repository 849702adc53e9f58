/** Plugin {@code bufsize}: smaller UDP answers than clients would take. */
@NullMarked
package dev.servicelab.dns.plugins.bufsize;

import org.jspecify.annotations.NullMarked;
