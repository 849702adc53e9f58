package dev.servicelab.dns.plugins.edns;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.NearestWord;
import dev.servicelab.dns.fast.FastLane;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.EDNSOption;

/**
 * Says what becomes of EDNS options that nobody here understands: left out of the reply, as RFC
 * 6891 §6.1.2 has it, or repeated, as CoreDNS does.
 *
 * @param echo whether they are repeated
 */
public record EdnsPlugin(boolean echo) implements Plugin {

  private static final List<String> OPTIONS = List.of("unknown_options");
  private static final List<String> WAYS = List.of("drop", "echo");

  /** What CoreDNS repeats, whether or not it means anything to it. */
  private static final Set<Integer> REPEATED =
      Set.of(
          EDNSOption.Code.NSID,
          EDNSOption.Code.EDNS_EXPIRE,
          EDNSOption.Code.COOKIE,
          EDNSOption.Code.TCP_KEEPALIVE,
          EDNSOption.Code.PADDING);

  /** Reads {@code edns { unknown_options drop|echo }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    directive.requireArguments(0, 0);
    boolean echo = false;
    for (Directive option : directive.options()) {
      if (!OPTIONS.contains(option.name())) {
        throw directive.unknownOption(option, OPTIONS);
      }
      String way = option.onlyArgument();
      if (!WAYS.contains(way)) {
        throw option.error("'" + way + "' is neither drop nor echo" + NearestWord.hint(way, WAYS));
      }
      echo = way.equals("echo");
    }
    return new EdnsPlugin(echo);
  }

  @Override
  public String name() {
    return "edns";
  }

  /** With {@code drop} nothing is repeated from memory, either. */
  @Override
  public FastLane fastLane() {
    return echo ? FastLane.CLOSED : FastLane.OPEN;
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    Outcome outcome = next.ask(query);
    List<EDNSOption> repeated = echo ? repeated(query) : List.of();
    if (repeated.isEmpty()) {
      return outcome;
    }
    query.explain(name(), () -> "the reply repeats options of the query: " + repeated);
    Sections sections = outcome.sections();
    for (EDNSOption option : repeated) {
      sections = sections.with(option);
    }
    return outcome.with(sections);
  }

  private static List<EDNSOption> repeated(Query query) {
    return query.request().edns().map(Query.Edns::options).orElse(List.of()).stream()
        .filter(option -> REPEATED.contains(option.getCode()))
        .toList();
  }
}
