package dev.servicelab.state.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body in chunks, each after its length in hexadecimal, ended by one of length 0: for answers
 * whose length nobody knows beforehand, such as a watch. RFC 9112, section 7.1.
 */
final class ChunkedBody extends InputStream {
  private final HttpInput in;
  private long left;
  private boolean begun;
  private boolean ended;

  ChunkedBody(HttpInput in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
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

  private void nextChunk() throws IOException {
    if (begun && !in.line().isEmpty()) {
      throw new IOException("the answer's chunk is longer than it says");
    }
    begun = true;
    String line = in.line();
    int extension = line.indexOf(';');
    String length = (extension < 0 ? line : line.substring(0, extension)).strip();
    try {
      left = Long.parseUnsignedLong(length, 16);
    } catch (NumberFormatException e) {
      throw new IOException("\"" + length + "\" is no length of a chunk", e);
    }
    if (left == 0) {
      while (!in.line().isEmpty()) {
        // Headers at the end: none that we need.
      }
      ended = true;
    }
  }
}
