package dev.servicelab.proxy.plan;

/**
 * Whose source address becomes the node's, so that answers come back through the node that chose
 * the endpoint. A pod that reaches itself is masqueraded in any case.
 */
public sealed interface Masquerade {

  /** Nobody's: every client may be answered directly. */
  record Nobody() implements Masquerade {}

  /** Everybody's: the client may be anywhere, the endpoint on another node. */
  record Everybody() implements Masquerade {}

  /** That of clients that are no pods, who have no way back from another node. */
  record AllBut(PodTraffic pods) implements Masquerade {}
}
