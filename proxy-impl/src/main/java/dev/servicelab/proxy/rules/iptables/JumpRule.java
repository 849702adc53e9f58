package dev.servicelab.proxy.rules.iptables;

/**
 * A rule of ours at the top of a chain that belongs to everybody, such as INPUT.
 *
 * @param from the foreign chain
 * @param rule the jump to a chain of ours
 */
public record JumpRule(ChainId from, Rule rule) {}
