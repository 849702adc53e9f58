package dev.servicelab.dns.plugins.loadbalance;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.NearestWord;
import dev.servicelab.dns.corefile.Values;
import dev.servicelab.dns.fast.FastLane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Puts the records of answers in another order, since most clients take the first address. CNAMEs
 * stay in front: old resolvers read an answer from top to bottom.
 *
 * @param order the order of addresses
 * @param preferred networks whose addresses come first, in this order
 */
public record LoadbalancePlugin(Order order, List<Network> preferred) implements Plugin {

  private static final Duration RELOAD = Duration.ofSeconds(30);
  private static final List<String> POLICIES = List.of("round_robin", "weighted");

  public LoadbalancePlugin {
    preferred = List.copyOf(preferred);
  }

  /** Reads {@code loadbalance [round_robin | weighted FILE] { ... }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    List<String> words = directive.arguments();
    String policy = words.isEmpty() ? "round_robin" : words.getFirst();
    if (!POLICIES.contains(policy)) {
      throw directive.error("unknown policy '" + policy + "'" + NearestWord.hint(policy, POLICIES));
    }
    boolean weighted = policy.equals("weighted");
    directive.requireArguments(weighted ? 2 : 0, weighted ? 2 : 1);
    Duration reload = RELOAD;
    List<Network> preferred = new ArrayList<>();
    List<String> options = weighted ? List.of("reload", "prefer") : List.of("prefer");
    for (Directive option : directive.options()) {
      if (!options.contains(option.name())) {
        throw directive.unknownOption(option, options);
      }
      if (option.name().equals("reload")) {
        reload = Values.interval(option);
      } else {
        option.requireArguments(1, Integer.MAX_VALUE);
        option.arguments().forEach(word -> preferred.add(Network.parse(option, word)));
      }
    }
    RandomGenerator random = RandomGenerator.getDefault();
    return new LoadbalancePlugin(
        weighted
            ? new WeightedOrder(directive, Path.of(words.get(1)), reload, random)
            : new RandomOrder(random),
        preferred);
  }

  @Override
  public String name() {
    return "loadbalance";
  }

  @Override
  public FastLane fastLane() {
    return preferred.isEmpty() && order instanceof RandomOrder
        ? FastLane.SHUFFLES
        : FastLane.CLOSED;
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    Outcome outcome = next.ask(query);
    Sections sections = outcome.sections();
    boolean transfer = query.type() == Type.AXFR || query.type() == Type.IXFR;
    if (transfer || (sections.answer().size() < 2 && sections.additional().size() < 2)) {
      return outcome;
    }
    query.explain(name(), () -> "the addresses are in an order of chance" + preference());
    return outcome.with(
        new Sections(
            ordered(query, sections.answer()),
            sections.authority(),
            ordered(query, sections.additional()),
            sections.options()));
  }

  @Override
  public void start() {
    order.start();
  }

  @Override
  public void serving() {
    order.serving();
  }

  @Override
  public void stop() {
    order.stop();
  }

  private String preference() {
    return preferred.isEmpty() ? "" : ", those of " + preferred + " first";
  }

  private List<Record> ordered(Query query, List<Record> records) {
    List<Record> ordered = order.of(query, records);
    return preferred.isEmpty() ? ordered : Network.first(preferred, ordered);
  }
}
