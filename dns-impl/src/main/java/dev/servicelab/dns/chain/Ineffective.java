package dev.servicelab.dns.chain;

import dev.servicelab.dns.corefile.Directive;
import java.lang.System.Logger.Level;

/**
 * Options that a Corefile may have and that change nothing here yet: each says so once, instead of
 * an error.
 */
public final class Ineffective {

  private Ineffective() {}

  /** Logs one line with the option's place. */
  public static void note(Directive plugin, Directive option) {
    System.getLogger("plugin/" + plugin.name())
        .log(
            Level.WARNING,
            option.at() + ": option '" + option.name() + "' is accepted but has no effect yet");
  }
}
