package dev.servicelab.dns.records.rules;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TextParseException;

/**
 * Makes names and addresses from the strings of API objects. What DNS cannot hold gives nothing.
 */
public final class Labels {

  private static final Pattern IPV4 = Pattern.compile("((0|[1-9]\\d{0,2})\\.){3}(0|[1-9]\\d{0,2})");

  private Labels() {}

  /** {@code label.parent}; empty if the label is empty, too long or has dots. */
  public static Optional<Name> child(String label, Name parent) {
    if (label.isEmpty() || label.indexOf('.') >= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Name.concatenate(Name.fromString(label), parent));
    } catch (TextParseException | NameTooLongException e) {
      return Optional.empty();
    }
  }

  /** An address written out; empty if it is none. */
  public static Optional<InetAddress> address(String text) {
    // ofLiteral also takes the short forms of old C libraries ("10.1", "7"), which are names to
    // Kubernetes.
    if (text.indexOf(':') < 0 && !IPV4.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
