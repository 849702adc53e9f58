package dev.servicelab.dns.chain;

/**
 * A plugin that bounds how long the replies of the plugins behind it may be remembered, whether it
 * keeps them or not. Who answers without asking it, from ready-made bytes, bounds them with it.
 */
public interface BoundsReplies {

  /** The same reply with its TTLs within bounds. */
  Outcome bound(Query query, Outcome outcome);
}
