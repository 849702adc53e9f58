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
import java.util.stream.Stream;

/** Reads where to forward to: addresses, or files in the form of resolv.conf(5). */
final class Upstreams {

  private static final int PORT = 53;
  private static final int MOST = 15;
  private static final String DNS = "dns://";

  private Upstreams() {}

  static List<InetSocketAddress> parse(Directive directive, List<String> targets) {
    List<InetSocketAddress> upstreams = new ArrayList<>();
    for (String target : targets) {
      if (target.startsWith("/")) {
        upstreams.addAll(nameservers(directive, Path.of(target)));
      } else {
        upstreams.add(address(directive, target));
      }
    }
    if (upstreams.size() > MOST) {
      throw directive.error("more than " + MOST + " upstreams");
    }
    return List.copyOf(upstreams);
  }

  private static List<InetSocketAddress> nameservers(Directive directive, Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      List<InetSocketAddress> found =
          lines
              .map(line -> line.strip().split("\\s+"))
              .filter(words -> words.length > 1 && words[0].equals("nameserver"))
              .map(words -> new InetSocketAddress(literal(directive, words[1]), PORT))
              .toList();
      if (found.isEmpty()) {
        throw directive.error("no nameserver in " + file);
      }
      return found;
    } catch (IOException e) {
      throw directive.error("cannot read " + file);
    }
  }

  private static InetSocketAddress address(Directive directive, String target) {
    String text = target.startsWith(DNS) ? target.substring(DNS.length()) : target;
    if (text.contains("://")) {
      throw directive.error("'" + target + "': only plain DNS upstreams are supported");
    }
    boolean bracketed = text.startsWith("[") && text.indexOf(']') > 0;
    int colon = text.lastIndexOf(':');
    boolean bareIpv6 = !bracketed && text.indexOf(':') != colon;
    boolean hasPort = colon > text.indexOf(']') && !bareIpv6;
    String host = hasPort ? text.substring(0, colon) : text;
    int port = hasPort ? Values.number(directive, text.substring(colon + 1), 1, 65535) : PORT;
    String bare = bracketed ? host.substring(1, host.indexOf(']')) : host;
    return new InetSocketAddress(literal(directive, bare), port);
  }

  private static InetAddress literal(Directive directive, String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw directive.error("'" + text + "' is neither an address nor a file");
    }
  }
}
