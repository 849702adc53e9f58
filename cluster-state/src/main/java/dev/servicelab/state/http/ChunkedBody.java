package dev.servicelab.state.http;

import java.io.IOException;

/**
 * A body in chunks, each after its length in hexadecimal, ended by one of length 0: for answers
 * whose length nobody knows beforehand, such as a watch. RFC 9112, section 7.1.
 */
final class ChunkedBody extends PartedBody {
  private final HttpInput in;
  private boolean begun;

  ChunkedBody(HttpInput in) {
    super(in);
    this.in = in;
  }

  @Override
  long nextPart() throws IOException {
    if (begun && !in.line().isEmpty()) {
      throw new IOException("the answer's chunk is longer than it says");
    }
    begun = true;
    String line = in.line();
    int extension = line.indexOf(';');
    long length = length((extension < 0 ? line : line.substring(0, extension)).strip());
    if (length == 0) {
      while (!in.line().isEmpty()) {
        // Headers at the end: none that we need.
      }
    }
    return length;
  }

  private static long length(String text) throws IOException {
    try {
      return Long.parseUnsignedLong(text, 16);
    } catch (NumberFormatException e) {
      throw new IOException("\"" + text + "\" is no length of a chunk", e);
    }
  }
}
