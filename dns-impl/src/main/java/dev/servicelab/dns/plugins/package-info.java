/**
 * All plugins: one package each, and the {@link dev.servicelab.dns.plugins.PluginCatalog} that
 * orders them.
 */
@NullMarked
package dev.servicelab.dns.plugins;

import org.jspecify.annotations.NullMarked;
