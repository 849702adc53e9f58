package dev.servicelab.dns.explain;

/**
 * Some bytes of a message and what they mean.
 *
 * @param offset where they begin, counted from the message's first byte
 * @param length how many
 * @param meaning in words
 */
public record WireLine(int offset, int length, String meaning) {}
