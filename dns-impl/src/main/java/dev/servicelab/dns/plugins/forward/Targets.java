package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads where to forward to: addresses, names, or files in the form of resolv.conf(5). */
final class Targets {

  private static final int PORT = 53;
  private static final int TLS_PORT = 853;
  private static final int MOST = 15;
  private static final String DNS = "dns://";
  private static final String TLS = "tls://";
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?");
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");

  private Targets() {}

  static List<Target> parse(Directive directive, List<String> words) {
    List<Target> targets = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("/")) {
        targets.addAll(nameservers(directive, Path.of(word)));
      } else {
        targets.add(target(directive, word));
      }
    }
    if (targets.size() > MOST) {
      throw directive.error("more than " + MOST + " upstreams");
    }
    return List.copyOf(targets);
  }

  /** Addresses only, for options that take servers. */
  static InetSocketAddress address(Directive directive, String word) {
    if (target(directive, word) instanceof Target.Address address) {
      return address.socket();
    }
    throw directive.error("'" + word + "' is not an address");
  }

  private static List<Target.Address> nameservers(Directive directive, Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      List<Target.Address> found =
          lines
              .map(line -> line.strip().split("\\s+"))
              .filter(words -> words.length > 1 && words[0].equals("nameserver"))
              .map(words -> nameserver(directive, words[1]))
              .toList();
      if (found.isEmpty()) {
        throw directive.error("no nameserver in " + file);
      }
      return found;
    } catch (IOException e) {
      throw directive.error("cannot read " + file);
    }
  }

  private static Target.Address nameserver(Directive directive, String text) {
    return literal(text)
        .map(address -> new Target.Address(address, PORT, Target.Security.PLAIN))
        .orElseThrow(() -> directive.error("nameserver '" + text + "' is not an address"));
  }

  /** {@code [dns://|tls://]HOST[%NAME][:PORT]}, an IPv6 address with a port in brackets. */
  private static Target target(Directive directive, String word) {
    boolean tls = word.startsWith(TLS);
    String text = tls || word.startsWith(DNS) ? word.substring(word.indexOf("//") + 2) : word;
    if (text.contains("://")) {
      throw directive.error("'" + word + "': upstreams are plain DNS or tls://");
    }
    boolean bracketed = text.startsWith("[") && text.indexOf(']') > 0;
    int colon = text.lastIndexOf(':');
    boolean bareIpv6 = !bracketed && text.indexOf(':') != colon && text.indexOf('%') < 0;
    boolean hasPort = colon > text.indexOf(']') && !bareIpv6;
    String host = hasPort ? text.substring(0, colon) : text;
    int usual = tls ? TLS_PORT : PORT;
    int port = hasPort ? Values.number(directive, text.substring(colon + 1), 1, 65535) : usual;
    int percent = tls ? host.indexOf('%') : -1;
    Target.Security security =
        new Target.Security(
            tls, percent < 0 ? Optional.empty() : Optional.of(host.substring(percent + 1)));
    return target(directive, percent < 0 ? host : host.substring(0, percent), port, security);
  }

  private static Target target(
      Directive directive, String host, int port, Target.Security security) {
    String bare = host.startsWith("[") && host.endsWith("]") ? strip(host) : host;
    Optional<InetAddress> address = literal(bare);
    if (address.isPresent()) {
      return new Target.Address(address.get(), port, security);
    }
    // A mistyped address is no name: no top-level domain is a number (RFC 3696 §2).
    if (!HOST.matcher(bare).matches() || NUMBERS.matcher(bare).matches()) {
      throw directive.error("'" + host + "' is neither an address nor a file");
    }
    return new Target.Host(bare, port, security);
  }

  private static String strip(String bracketed) {
    return bracketed.substring(1, bracketed.length() - 1);
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      // The JDK takes 1.2.3 for 1.2.0.3.
      boolean shortened = NUMBERS.matcher(text).matches() && text.split("\\.").length != 4;
      return shortened ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
