package dev.servicelab.dns.records.rules;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An address as one label: its usual text with dashes for dots and colons. */
public final class AddressLabels {

  private static final int GROUPS = 8;

  private AddressLabels() {}

  /**
   * A label cannot end with a dash, so CoreDNS puts a 0 after an IPv6 address that ends with
   * colons.
   */
  public static String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    String text = bytes.length == 4 ? address.getHostAddress() : canonical(bytes);
    String label = text.replace('.', '-').replace(':', '-');
    return label.endsWith("-") ? label + "0" : label;
  }

  /** RFC 5952 §4: lower case, no leading zeros, the longest run of zero groups as two colons. */
  private static String canonical(byte[] bytes) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      groups.add(Integer.toHexString(((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff)));
    }
    int length = GROUPS;
    int start = -1;
    while (start < 0 && length > 1) {
      start = Collections.indexOfSubList(groups, Collections.nCopies(length, "0"));
      length--;
    }
    if (start < 0) {
      return String.join(":", groups);
    }
    String before = String.join(":", groups.subList(0, start));
    String after = String.join(":", groups.subList(start + length + 1, GROUPS));
    return before + "::" + after;
  }
}
