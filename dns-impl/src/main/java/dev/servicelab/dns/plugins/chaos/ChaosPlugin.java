package dev.servicelab.dns.plugins.chaos;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * Tells the server's version, authors and host to questions of class CH (RFC 4892 §2).
 *
 * @param version the version it tells
 * @param authors who it says has written it
 */
public record ChaosPlugin(String version, List<String> authors) implements Plugin {

  /** The longest string in a TXT record, in bytes (RFC 1035 §3.3.14). */
  private static final int LONGEST = 255;

  public ChaosPlugin {
    authors = List.copyOf(authors);
  }

  /** Reads {@code chaos [VERSION] [AUTHORS...]}. */
  public static Plugin create(Directive directive, PluginContext context) {
    directive.requireNoOptions();
    List<String> words = directive.arguments().stream().map(ChaosPlugin::cut).toList();
    String version = words.isEmpty() ? "ServiceLab" : words.getFirst();
    List<String> authors =
        words.size() < 2 ? List.of("ServiceLab") : words.subList(1, words.size());
    return new ChaosPlugin(version, authors.stream().distinct().toList());
  }

  @Override
  public String name() {
    return "chaos";
  }

  /** Answers from memory are of class IN. */
  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    if (query.dclass() != DClass.CH || query.type() != Type.TXT) {
      return next.ask(query);
    }
    List<String> texts =
        switch (query.name().toString().toLowerCase(Locale.ROOT)) {
          case "version.bind.", "version.server." -> List.of(version);
          case "authors.bind." -> shuffled();
          case "hostname.bind.", "id.server." -> List.of(host());
          default -> List.of();
        };
    if (texts.isEmpty()) {
      return next.ask(query);
    }
    query.explain(name(), () -> query.name() + " is a name of class CH that asks about the server");
    List<Record> records = new ArrayList<>();
    texts.forEach(text -> records.add(new TXTRecord(query.name(), DClass.CH, 0, text)));
    return new Outcome.Answer(Sections.answer(records), ReplyFlags.NONE);
  }

  private List<String> shuffled() {
    List<String> order = new ArrayList<>(authors);
    Collections.shuffle(order);
    return order;
  }

  private static String host() {
    try {
      return cut(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
