package dev.servicelab.dns.plugins.rewrite;

import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.NearestWord;
import dev.servicelab.dns.plugins.metadata.MetadataPlugin;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.GenericEDNSOption;

/** Makes an EDNS option for a query; none if what it would hold is not known. */
@FunctionalInterface
interface Edns0Value {

  /** The words that stand for something about the query. */
  List<String> VARIABLES =
      List.of(
          "{qname}",
          "{qtype}",
          "{client_ip}",
          "{client_port}",
          "{protocol}",
          "{server_ip}",
          "{server_port}");

  /** The option for this query. */
  Optional<EDNSOption> of(Query query);

  /**
   * A text, bytes in hexadecimal digits after {@code 0x}, one of the {@link #VARIABLES}, or the
   * metadata with a label in braces.
   */
  static Edns0Value local(Directive line, int code, String word, PluginContext context) {
    if (word.startsWith("{") && word.endsWith("}")) {
      String label = word.substring(1, word.length() - 1);
      if (label.indexOf('/') > 0) {
        return query ->
            MetadataPlugin.find(context, label, query)
                .map(text -> new GenericEDNSOption(code, text.getBytes(StandardCharsets.UTF_8)));
      }
      if (!VARIABLES.contains(word)) {
        throw line.error(
            "edns0: unknown variable '" + word + "'" + NearestWord.hint(word, VARIABLES));
      }
      return query -> Optional.of(new GenericEDNSOption(code, bytes(word, query, context)));
    }
    byte[] bytes = bytes(line, word);
    return query -> Optional.of(new GenericEDNSOption(code, bytes));
  }

  /** The client's network (RFC 7871): so many bits of its address. */
  static Edns0Value subnet(int v4Bits, int v6Bits) {
    return query -> {
      int bits = query.client().family() == 1 ? v4Bits : v6Bits;
      byte[] address = query.client().address().getAddress().getAddress();
      for (int bit = bits; bit < address.length * 8; bit++) {
        address[bit / 8] &= (byte) ~(0x80 >> bit % 8);
      }
      try {
        return Optional.of(new ClientSubnetOption(bits, InetAddress.getByAddress(address)));
      } catch (UnknownHostException e) {
        return Optional.empty();
      }
    };
  }

  private static byte[] bytes(Directive line, String word) {
    if (!word.startsWith("0x")) {
      return word.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return HexFormat.of().parseHex(word, 2, word.length());
    } catch (IllegalArgumentException e) {
      throw line.error("edns0: '" + word + "' has no hexadecimal bytes after 0x");
    }
  }

  private static byte[] bytes(String variable, Query query, PluginContext context) {
    return switch (variable) {
      case "{qname}" -> query.name().toString().getBytes(StandardCharsets.UTF_8);
      case "{qtype}" -> number(query.type());
      case "{client_ip}" -> query.client().address().getAddress().getAddress();
      case "{client_port}" -> number(query.client().address().getPort());
      case "{protocol}" -> query.client().transport().label().getBytes(StandardCharsets.UTF_8);
      case "{server_ip}" -> context.listen().getAddress().getAddress();
      default -> number(context.listen().getPort());
    };
  }

  private static byte[] number(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }
}
