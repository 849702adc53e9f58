/** Plugin {@code transfer}: whole zones for those who may have copies. */
@NullMarked
package dev.servicelab.dns.plugins.transfer;

import org.jspecify.annotations.NullMarked;
