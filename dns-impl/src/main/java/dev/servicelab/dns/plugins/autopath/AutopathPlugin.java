package dev.servicelab.dns.plugins.autopath;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.clients.KnowsClients;
import dev.servicelab.dns.corefile.Directive;
import io.prometheus.metrics.core.metrics.Counter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;

/**
 * Spares clients the questions for each domain of their search list: the first of them tells the
 * whole list, so all its names are tried here, and the first that exists is the answer.
 */
public final class AutopathPlugin implements Plugin {

  private static final String NAME = "autopath";
  private static final String REFUSALS = "refusals";
  private static final String CLUSTER = "@kubernetes";
  private static final Path OF_NODE = Path.of("/etc/resolv.conf");
  private static final Logger LOG = System.getLogger("plugin/autopath");

  private final Directive directive;
  private final List<Name> zones;
  private final boolean refusalsCount;
  private final PluginContext context;
  private final Counter successes;
  private volatile SearchDomains search = query -> List.of();

  private AutopathPlugin(
      Directive directive, List<Name> zones, boolean refusalsCount, PluginContext context) {
    this.directive = directive;
    this.zones = zones;
    this.refusalsCount = refusalsCount;
    this.context = context;
    this.successes =
        context
            .metrics()
            .counter(
                "coredns_autopath_success_total",
                "Counter of requests that did autopath.",
                "server");
  }

  /** Reads {@code autopath [ZONES...] RESOLV-CONF|@kubernetes { refusals first|last }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    directive.requireArguments(1, Integer.MAX_VALUE);
    List<String> words = directive.arguments();
    List<Name> zones = Zones.of(directive, words.subList(0, words.size() - 1), context.zones());
    AutopathPlugin plugin = new AutopathPlugin(directive, zones, refusalsCount(directive), context);
    String source = words.getLast();
    if (!source.startsWith("@")) {
      plugin.search = SearchDomains.fromFile(directive, Path.of(source));
    } else if (!source.equals(CLUSTER)) {
      throw directive.error("'" + source + "' knows no search lists, only " + CLUSTER + " does");
    }
    return plugin;
  }

  private static boolean refusalsCount(Directive directive) {
    boolean count = false;
    for (Directive option : directive.options()) {
      if (!option.name().equals(REFUSALS)) {
        throw directive.unknownOption(option, List.of(REFUSALS));
      }
      String word = option.onlyArgument();
      if (!word.equals("first") && !word.equals("last")) {
        throw option.error("'" + word + "' is neither 'first' nor 'last'");
      }
      count = word.equals("last");
    }
    return count;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Only now the other plugins of the block are there. */
  @Override
  public void start() {
    if (!directive.arguments().getLast().equals(CLUSTER)) {
      return;
    }
    Plugin cluster =
        context.plugins().get().stream()
            .filter(plugin -> plugin.name().equals(CLUSTER.substring(1)))
            .findFirst()
            .orElseThrow(() -> directive.error(CLUSTER + " is not in this server block"));
    if (!(cluster instanceof KnowsClients known) || !known.knowsAllPods()) {
      LOG.log(Level.WARNING, "without 'pods verified' in kubernetes nobody's search list is known");
    }
    List<Name> ofNode =
        Files.isReadable(OF_NODE) ? SearchDomains.read(directive, OF_NODE) : List.of();
    search = SearchDomains.fromCluster(cluster, ofNode);
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    if (Zones.match(zones, query.name()).isEmpty()) {
      return next.ask(query);
    }
    List<Name> domains = search.of(query);
    if (domains.isEmpty()) {
      query.explain(NAME, () -> "does not know the search list of " + query.client().host());
      return next.ask(query);
    }
    Name first = domains.getFirst();
    if (!query.name().subdomain(first) || query.name().equals(first)) {
      query.explain(NAME, () -> "the name does not end in " + first + ", the first search domain");
      return next.ask(query);
    }
    return walk(query, next, domains);
  }

  /** If none of the names exists, the reply to the first one stands: the client tries the rest. */
  private Outcome walk(Query query, Chain next, List<Name> domains) {
    Outcome original = next.ask(query);
    Outcome outcome = original;
    Name found = query.name();
    List<Name> rest = new ArrayList<>(domains.subList(1, domains.size()));
    rest.add(Name.root);
    for (Name domain : rest) {
      if (!(outcome instanceof Outcome.NameError)) {
        break;
      }
      Optional<Name> candidate = candidate(query.name(), domains.getFirst(), domain);
      if (candidate.isPresent()) {
        found = candidate.get();
        outcome = next.ask(query.reworded(found, query.type(), query.dclass()));
      }
    }
    return switch (outcome) {
      // Nobody here answers for the last name, which is for the client to find out.
      case Outcome.NameError none -> nothing(query, original);
      case Outcome.Refused nobody -> refusalsCount ? nobody : nothing(query, original);
      case Outcome.Failed failed -> failed;
      case Outcome.Answer answer -> success(query, found, answer);
      case Outcome.NoData empty -> success(query, found, empty);
    };
  }

  private static Outcome nothing(Query query, Outcome original) {
    query.explain(NAME, () -> "none of the names that the search list makes of it exists");
    return original;
  }

  private Outcome success(Query query, Name found, Outcome outcome) {
    if (!query.rehearsal()) {
      successes.labelValues(context.server()).inc();
    }
    query.explain(NAME, () -> "of the names in the search list, " + found + " exists");
    return outcome.with(withAlias(query.name(), outcome.sections()));
  }

  /** Says how the name asked for led to the answer: else the client would not take it. */
  private static Sections withAlias(Name asked, Sections sections) {
    if (sections.answer().isEmpty() || sections.answer().getFirst().getName().equals(asked)) {
      return sections;
    }
    Record head = sections.answer().getFirst();
    List<Record> answer = new ArrayList<>();
    answer.add(new CNAMERecord(asked, DClass.IN, head.getTTL(), head.getName()));
    answer.addAll(sections.answer());
    return new Sections(answer, sections.authority(), sections.additional(), sections.options());
  }

  private static Optional<Name> candidate(Name asked, Name first, Name domain) {
    try {
      return Optional.of(Name.concatenate(asked.relativize(first), domain));
    } catch (NameTooLongException e) {
      return Optional.empty();
    }
  }
}
