/**
 * What the options of plugin {@code kubernetes} say about records, and where one may differ about
 * them.
 */
@NullMarked
package dev.servicelab.dns.records.options;

import org.jspecify.annotations.NullMarked;
