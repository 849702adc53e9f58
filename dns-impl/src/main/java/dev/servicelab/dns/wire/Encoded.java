package dev.servicelab.dns.wire;

import java.nio.ByteBuffer;

/**
 * A reply as it is sent.
 *
 * @param bytes the whole message
 * @param truncated whether records were left out (TC)
 */
public record Encoded(ByteBuffer bytes, boolean truncated) {}
