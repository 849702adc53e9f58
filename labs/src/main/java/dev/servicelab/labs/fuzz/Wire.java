package dev.servicelab.labs.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes messages byte by byte, also those that no library would write. */
final class Wire {

  /** The header's length: where the question begins. */
  static final int HEADER = 12;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  /** A header with these numbers of records. */
  Wire header(int id, int flags, int questions, int answers, int authorities, int additionals) {
    return u16(id).u16(flags).u16(questions).u16(answers).u16(authorities).u16(additionals);
  }

  /** A header with only questions; {@link #count} can change that. */
  Wire header(int id, int flags, int questions) {
    return header(id, flags, questions, 0, 0, 0);
  }

  /** A name as it should be written: labels between dots, each at most 63 bytes. */
  Wire name(String name) {
    for (String label : name.split("\\.")) {
      byte[] text = label.getBytes(StandardCharsets.ISO_8859_1);
      if (text.length > 0) {
        u8(text.length);
        raw(text);
      }
    }
    return u8(0);
  }

  /** A pointer to a place in the message (RFC 1035 §4.1.4). */
  Wire pointer(int target) {
    return u16(0xc000 | (target & 0x3fff));
  }

  Wire u8(int value) {
    bytes.write(value);
    return this;
  }

  Wire u16(int value) {
    return u8(value >> 8).u8(value);
  }

  Wire u32(long value) {
    return u16((int) (value >> 16)).u16((int) value);
  }

  Wire raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  Wire raw(byte[] more, int from, int to) {
    return raw(Arrays.copyOfRange(more, from, to));
  }

  /** Replaces a byte that is written already. */
  Wire set(int place, int value) {
    byte[] changed = bytes.toByteArray();
    changed[place] = (byte) value;
    bytes.reset();
    return raw(changed);
  }

  /** Replaces a count of the header: 0 questions, 1 answers, 2 authorities, 3 additionals. */
  Wire count(int section, int value) {
    int place = 4 + 2 * section;
    return set(place, value >> 8).set(place + 1, value);
  }

  byte[] packet() {
    return bytes.toByteArray();
  }
}
