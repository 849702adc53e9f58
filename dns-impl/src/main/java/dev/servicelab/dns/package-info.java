/** The cluster DNS: from a cluster snapshot and a Corefile to answers. */
@NullMarked
package dev.servicelab.dns;

import org.jspecify.annotations.NullMarked;
