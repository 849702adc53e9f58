package dev.servicelab.proxy.diff;

import dev.servicelab.proxy.rules.iptables.ChainId;

/**
 * A rule as the kernel's tools print it.
 *
 * @param chain where it is
 * @param text the rest of the line, after {@code -A CHAIN}
 */
public record SavedRule(ChainId chain, String text) {

  /** Whether it leads to a chain; nothing follows a chain's name on the line. */
  boolean leadsTo(ChainId to) {
    return chain.table() == to.table()
        && (text.endsWith("-j " + to.name()) || text.endsWith("-g " + to.name()));
  }
}
