package dev.servicelab.proxy.rules.iptables;

/** What a rule does with a packet its conditions hold for. */
public sealed interface Target {

  /** Goes through another chain of the table, then on with the next rule. */
  record Jump(String chain) implements Target {}

  /** {@code DNAT}: the connection goes to this endpoint instead, {@code ip:port}. */
  record Dnat(String endpoint) implements Target {}

  /** {@code MASQUERADE}: the connection's source becomes the node's address. */
  record Masquerade(boolean randomFully) implements Target {}

  /**
   * {@code MARK --set-xmark value/mask}: clears the mask's bits, then flips those of the value;
   * goes on with the next rule. {@code --or-mark x} is x/x, {@code --xor-mark x} is x/0.
   */
  record SetMark(int value, int mask) implements Target {}

  /** No target: the rule counts, or tells something by its comment; on with the next rule. */
  record None() implements Target {}

  /** {@code ACCEPT}. */
  record Accept() implements Target {}

  /** {@code DROP}. */
  record Drop() implements Target {}

  /** {@code REJECT} with ICMP port unreachable, which clients see as "connection refused". */
  record Reject() implements Target {}

  /** {@code RETURN}: back to where this chain was jumped to from. */
  record Return() implements Target {}
}
