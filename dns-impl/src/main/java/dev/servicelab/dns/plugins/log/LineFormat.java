package dev.servicelab.dns.plugins.log;

import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.ReplyObserver.Reply;
import dev.servicelab.dns.plugins.metadata.MetadataPlugin;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * A line with placeholders, as CoreDNS names them.
 *
 * @param text the line; an unknown placeholder is written as it stands
 */
public record LineFormat(String text) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]+}");

  private static final String COMMON_TEXT =
      "{remote}:{port} - {>id} \"{type} {class} {name} {proto} {size} {>do} {>bufsize}\" {rcode}"
          + " {>rflags} {rsize} {duration}";

  /** CoreDNS's default line. */
  public static final LineFormat COMMON = new LineFormat(COMMON_TEXT);

  /** What CoreDNS writes for what it does not know. */
  private static final String UNKNOWN = "-";

  /**
   * What a line is about.
   *
   * @param query the question
   * @param reply what the client gets
   * @param type the reply's type
   * @param context the server block, which may know more about the question
   */
  record Line(Query query, Reply reply, ReplyType type, PluginContext context) {

    /** What stands under a label such as {@code /kubernetes/service}. */
    private String metadata(String label) {
      return MetadataPlugin.find(context, label.substring(1), query).orElse(UNKNOWN);
    }
  }

  /** Resolves the two names that stand for whole lines. */
  static LineFormat parse(String text) {
    return new LineFormat(
        text.replace("{common}", COMMON_TEXT)
            .replace("{combined}", COMMON_TEXT + " \"{>opcode}\""));
  }

  String line(Line line) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(), line)));
  }

  private static String value(String placeholder, Line line) {
    Query query = line.query();
    Reply reply = line.reply();
    return switch (placeholder) {
      case "{remote}" -> query.client().host();
      case "{port}" -> Integer.toString(query.client().address().getPort());
      case "{>id}" -> Integer.toString(query.request().id());
      case "{type}" -> Type.string(query.type());
      case "{class}" -> DClass.string(query.dclass());
      case "{name}" -> query.name().toString();
      case "{proto}" -> query.client().transport().label();
      case "{size}" -> Integer.toString(query.request().size());
      case "{>do}" -> Boolean.toString(query.dnssecOk());
      case "{>bufsize}" -> Integer.toString(bufferSize(query));
      case "{rcode}" -> Rcode.string(reply.outcome().rcode());
      case "{>rflags}" -> flags(query, reply);
      case "{rsize}" -> Integer.toString(reply.size());
      case "{duration}" -> String.format(Locale.ROOT, "%.9fs", reply.nanos() / 1e9);
      case "{local}" -> host(line.context().listen().getAddress());
      case "{>opcode}" -> "0";
      case "{/log/type}" -> line.type().name();
      case "{/log/class}" -> line.type().kind().name().toLowerCase(Locale.ROOT);
      default ->
          placeholder.startsWith("{/")
              ? line.metadata(placeholder.substring(1, placeholder.length() - 1))
              : placeholder;
    };
  }

  private static String host(InetAddress address) {
    String host = address.getHostAddress();
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  private static int bufferSize(Query query) {
    return query.request().edns().map(Query.Edns::payloadSize).orElse(512);
  }

  private static String flags(Query query, Reply reply) {
    ReplyFlags flags = reply.outcome().flags();
    List<String> set = new ArrayList<>(List.of("qr"));
    add(set, "aa", flags.authoritative());
    add(set, "tc", reply.truncated());
    add(set, "rd", query.request().recursionDesired());
    add(set, "ra", flags.recursionAvailable());
    add(set, "ad", flags.authenticData());
    add(set, "cd", query.request().checkingDisabled());
    return String.join(",", set);
  }

  private static void add(List<String> set, String flag, boolean value) {
    if (value) {
      set.add(flag);
    }
  }
}
