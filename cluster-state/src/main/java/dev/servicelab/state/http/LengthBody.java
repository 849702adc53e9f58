package dev.servicelab.state.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body whose length is known: {@code Content-Length}. */
final class LengthBody extends InputStream {
  private final InputStream in;
  private long left;

  LengthBody(InputStream in, long length) {
    this.in = in;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
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
