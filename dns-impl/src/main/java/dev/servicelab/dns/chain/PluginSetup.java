package dev.servicelab.dns.chain;

import dev.servicelab.dns.corefile.Directive;

/** Makes a plugin from its line in the Corefile. */
@FunctionalInterface
public interface PluginSetup {

  /**
   * Reads the line and its options. It must not touch the outside world yet: a Corefile is built as
   * a whole first, and only a whole one starts.
   *
   * @throws dev.servicelab.dns.corefile.CorefileException if the line or an option is wrong
   */
  Plugin create(Directive directive, PluginContext context);
}
