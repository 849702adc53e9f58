package dev.servicelab.dns.plugins.loadbalance;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Shuffles addresses and mail exchangers, since most clients take the first. CNAMEs stay in front:
 * old resolvers read an answer from top to bottom.
 *
 * @param random where the order comes from
 */
public record LoadbalancePlugin(RandomGenerator random) implements Plugin {

  private static final List<String> POLICIES = List.of("round_robin");

  /** Reads {@code loadbalance [round_robin]}. */
  public static Plugin create(Directive directive, PluginContext context) {
    directive.requireArguments(0, 1);
    directive.requireNoOptions();
    if (!POLICIES.containsAll(directive.arguments())) {
      throw directive.error(
          "policy '" + directive.onlyArgument() + "' is not supported, only round_robin is");
    }
    return new LoadbalancePlugin(RandomGenerator.getDefault());
  }

  @Override
  public String name() {
    return "loadbalance";
  }

  @Override
  public FastLane fastLane() {
    return FastLane.SHUFFLES;
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    Outcome outcome = next.ask(query);
    Sections sections = outcome.sections();
    if (sections.answer().size() < 2 && sections.additional().size() < 2) {
      return outcome;
    }
    return outcome.with(
        new Sections(
            shuffle(sections.answer()), sections.authority(), shuffle(sections.additional())));
  }

  private List<Record> shuffle(List<Record> records) {
    List<Record> fixed = new ArrayList<>();
    List<Record> addresses = new ArrayList<>();
    List<Record> exchangers = new ArrayList<>();
    for (Record record : records) {
      switch (record.getType()) {
        case Type.A, Type.AAAA -> addresses.add(record);
        case Type.MX -> exchangers.add(record);
        default -> fixed.add(record);
      }
    }
    Collections.shuffle(addresses, random);
    Collections.shuffle(exchangers, random);
    fixed.addAll(addresses);
    fixed.addAll(exchangers);
    return fixed;
  }
}
