package dev.servicelab.dns.fast;

import org.xbill.DNS.Name;

/**
 * A name as bytes.
 *
 * @param bytes its labels in lower case, with the root's (RFC 1035 §3.1)
 * @param labels how many labels it has without the root's
 */
// Compared by Question, never by equals.
@SuppressWarnings("ArrayRecordComponent")
record WireName(byte[] bytes, int labels) {

  static WireName of(Name name) {
    return new WireName(name.toWireCanonical(), name.labels() - 1);
  }

  /** The byte with a letter A to Z made small; lengths of labels are never in that range. */
  static byte lowerCase(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 32) : letter;
  }
}
