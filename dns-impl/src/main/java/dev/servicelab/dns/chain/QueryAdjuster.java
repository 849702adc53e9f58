package dev.servicelab.dns.chain;

/**
 * A plugin that changes what a packet says about its answer, such as the size it may have. What it
 * says goes for the reply as well, so it is asked before the chain is.
 */
@FunctionalInterface
public interface QueryAdjuster {

  /** The query as it is to be understood; the question itself stays. */
  Query adjust(Query query);
}
