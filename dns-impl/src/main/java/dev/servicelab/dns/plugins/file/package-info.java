/** Plugin {@code file}: zones from master files. */
@NullMarked
package dev.servicelab.dns.plugins.file;

import org.jspecify.annotations.NullMarked;
