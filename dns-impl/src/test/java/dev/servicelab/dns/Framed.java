package dev.servicelab.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Messages on a TCP connection, each behind its length (RFC 1035 §4.2.2). */
final class Framed {

  private Framed() {}

  /** Writes a message, all of it at once. */
  static void write(OutputStream out, byte[] message) throws IOException {
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(framed);
    data.writeShort(message.length);
    data.write(message);
    out.write(framed.toByteArray());
  }

  /**
   * Reads the next message.
   *
   * @throws java.io.EOFException if there is none any more
   */
  static byte[] read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    byte[] message = new byte[data.readUnsignedShort()];
    data.readFully(message);
    return message;
  }
}
