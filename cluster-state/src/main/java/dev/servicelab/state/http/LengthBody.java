package dev.servicelab.state.http;

import java.io.InputStream;

/** A body whose length is known: {@code Content-Length}. It is its only part. */
final class LengthBody extends PartedBody {
  private long length;

  LengthBody(InputStream in, long length) {
    super(in);
    this.length = length;
  }

  @Override
  long nextPart() {
    long part = length;
    length = 0;
    return part;
  }
}
