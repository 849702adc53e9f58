package dev.servicelab.state.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that comes in parts of known length, so that the end of the body is known and the
 * connection can be used again. A connection that ends earlier is an error.
 */
abstract class PartedBody extends InputStream {
  private final InputStream in;
  private long left;
  private boolean ended;

  PartedBody(InputStream in) {
    this.in = in;
  }

  /** The length of the next part in bytes; 0 if there is none. Not called again after that. */
  abstract long nextPart() throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public final int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      left = nextPart();
      ended = left == 0;
    }
    if (ended) {
      return -1;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the answer is cut off");
    }
    left -= count;
    return count;
  }
}
