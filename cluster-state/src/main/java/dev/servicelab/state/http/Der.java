package dev.servicelab.state.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The few bytes of ASN.1 in DER that wrap a private key. X.690. */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  /** The optional parameters of an elliptic curve key: its curve. RFC 5915. */
  static final int CONTEXT_0 = 0xA0;

  private Der() {}

  /** One element: the tag, the length of the contents, the contents. */
  static byte[] element(int tag, byte[]... contents) {
    int length = Arrays.stream(contents).mapToInt(content -> content.length).sum();
    if (length >= 0x10000) {
      throw new IllegalArgumentException("is no private key");
    }
    ByteBuffer element = ByteBuffer.allocate(4 + length).put((byte) tag);
    if (length < 0x80) {
      element.put((byte) length);
    } else if (length < 0x100) {
      element.put((byte) 0x81).put((byte) length);
    } else {
      element.put((byte) 0x82).putShort((short) length);
    }
    for (byte[] content : contents) {
      element.put(content);
    }
    return Arrays.copyOf(element.array(), element.position());
  }

  /**
   * The contents of the first element with that tag.
   *
   * @param elements elements one after another
   * @throws IllegalArgumentException if there is none
   */
  static byte[] contents(int tag, byte[] elements) {
    ByteBuffer bytes = ByteBuffer.wrap(elements);
    while (bytes.remaining() >= 2) {
      int found = Byte.toUnsignedInt(bytes.get());
      int length = length(bytes);
      if (length > bytes.remaining()) {
        break;
      }
      byte[] contents = new byte[length];
      bytes.get(contents);
      if (found == tag) {
        return contents;
      }
    }
    throw new IllegalArgumentException("is no private key");
  }

  private static int length(ByteBuffer bytes) {
    int first = Byte.toUnsignedInt(bytes.get());
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7F) && bytes.hasRemaining(); i++) {
      length = length << 8 | Byte.toUnsignedInt(bytes.get());
    }
    return length < 0 ? Integer.MAX_VALUE : length;
  }
}
