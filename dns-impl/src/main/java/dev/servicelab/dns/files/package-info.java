/** Files beside the Corefile that plugins read, and read again when they change. */
@NullMarked
package dev.servicelab.dns.files;

import org.jspecify.annotations.NullMarked;
