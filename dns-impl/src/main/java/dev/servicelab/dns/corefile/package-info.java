/**
 * The Corefile language: text to a tree of {@link dev.servicelab.dns.corefile.ServerBlock}s in
 * which every node knows its file and line. This package knows no plugin; what a directive means is
 * decided by the plugin that owns it.
 */
@NullMarked
package dev.servicelab.dns.corefile;

import org.jspecify.annotations.NullMarked;
