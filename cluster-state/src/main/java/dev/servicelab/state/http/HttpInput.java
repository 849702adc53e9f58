package dev.servicelab.state.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** What comes in on a connection: lines, and bytes between them. */
final class HttpInput extends BufferedInputStream {
  private static final int LONGEST_LINE = 16_384;

  HttpInput(InputStream in) {
    super(in);
  }

  /** The next line without its end. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = read(); c != '\n'; c = read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("the answer is not HTTP");
      }
      line.append((char) c);
    }
    int length = line.length();
    return length > 0 && line.charAt(length - 1) == '\r'
        ? line.substring(0, length - 1)
        : line.toString();
  }
}
