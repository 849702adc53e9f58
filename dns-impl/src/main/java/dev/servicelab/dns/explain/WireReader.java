package dev.servicelab.dns.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Walks over a message's bytes and notes what each field means. Only for messages written by this
 * server: a broken one ends it with an exception.
 */
final class WireReader {

  private static final int POINTER = 0xc0;
  private static final int MOST_POINTERS = 128;

  private final byte[] message;
  private final List<WireLine> lines = new ArrayList<>();
  private int position;

  WireReader(byte[] message) {
    this.message = message.clone();
  }

  List<WireLine> lines() {
    return List.copyOf(lines);
  }

  int position() {
    return position;
  }

  /** The unsigned number in the next bytes, not passed yet. */
  long peek(int offset, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << 8) | (message[position + offset + i] & 0xff);
    }
    return value;
  }

  /** Passes some bytes. */
  void note(int length, String meaning) {
    lines.add(new WireLine(position, length, meaning));
    position += length;
  }

  /** Passes a number whose meaning begins with the number itself. */
  void number(int length, String unit) {
    note(length, unit.formatted(peek(0, length)));
  }

  /** Passes a name, labels and all (RFC 1035 §4.1.4). */
  void name(String what) {
    int end = position;
    while ((message[end] & 0xff) != 0 && (message[end] & POINTER) != POINTER) {
      end += 1 + (message[end] & 0xff);
    }
    boolean points = (message[end] & POINTER) == POINTER;
    String text = what + text(position);
    if (points) {
      text +=
          end == position
              ? String.format(Locale.ROOT, " (all of it a pointer to %04x)", target(end))
              : String.format(Locale.ROOT, " (its end is a pointer to %04x)", target(end));
    }
    note(end + (points ? 2 : 1) - position, text);
  }

  /** The bytes up to a place as printable text, others as dots. */
  String printable(int offset, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int letter = message[position + offset + i] & 0xff;
      text.append(letter >= ' ' && letter < 127 ? (char) letter : '.');
    }
    return text.toString();
  }

  private String text(int start) {
    StringBuilder text = new StringBuilder();
    int at = start;
    for (int pointers = 0; pointers < MOST_POINTERS; ) {
      int length = message[at] & 0xff;
      if (length == 0) {
        return text.isEmpty() ? "." : text.toString();
      }
      if ((length & POINTER) == POINTER) {
        at = target(at);
        pointers++;
      } else {
        append(text, at + 1, length);
        at += 1 + length;
      }
    }
    throw new IllegalArgumentException("pointers without end");
  }

  private void append(StringBuilder text, int from, int length) {
    for (int i = from; i < from + length; i++) {
      int letter = message[i] & 0xff;
      boolean plain = letter > ' ' && letter < 127 && letter != '.' && letter != '\\';
      text.append(plain ? String.valueOf((char) letter) : "\\%03d".formatted(letter));
    }
    text.append('.');
  }

  private int target(int at) {
    return ((message[at] & 0x3f) << 8) | (message[at + 1] & 0xff);
  }
}
