/** Whole zones, for those who may have copies of them. */
@NullMarked
package dev.servicelab.dns.zones;

import org.jspecify.annotations.NullMarked;
