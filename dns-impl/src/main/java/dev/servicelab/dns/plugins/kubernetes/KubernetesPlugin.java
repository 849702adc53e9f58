package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.chain.BoundsReplies;
import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.clients.ClientPod;
import dev.servicelab.dns.clients.Describes;
import dev.servicelab.dns.clients.KnowsClients;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;
import dev.servicelab.dns.fast.NameTable;
import dev.servicelab.dns.records.RecordView;
import dev.servicelab.dns.records.RecordView.Found;
import dev.servicelab.dns.records.ZoneWalk;
import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.dns.zones.Transferable;
import dev.servicelab.state.ClusterSnapshot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Answers for the cluster's zones from the record view of the latest snapshot. */
public final class KubernetesPlugin implements Plugin, KnowsClients, Describes, Transferable {

  private static final Logger LOG = System.getLogger("plugin/kubernetes");

  private static final String UNREAD = "the Kubernetes API has not been read yet";

  private final KubernetesConfig config;
  private final PluginContext context;
  private final Aliases aliases;
  private final CountDownLatch synced = new CountDownLatch(1);
  private volatile Known known;
  private final NameTable fast;
  private Runnable unsubscribe = () -> {};

  private KubernetesPlugin(KubernetesConfig config, PluginContext context) {
    this.config = config;
    this.context = context;
    this.aliases = new Aliases(context.resolver(), config.records().choices());
    this.fast = new NameTable(config.records().zones());
    this.known = Known.nothing(config.records(), seconds());
  }

  /** Reads {@code kubernetes [ZONES...] { ... }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    return new KubernetesPlugin(KubernetesOptions.parse(directive, context), context);
  }

  @Override
  public String name() {
    return "kubernetes";
  }

  @Override
  public FastLane fastLane() {
    return new FastLane.Answers(fast);
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    Optional<Name> zone = Zones.match(config.records().zones(), query.name());
    if (zone.isEmpty()) {
      return next.ask(query);
    }
    if (query.type() == Type.AXFR || query.type() == Type.IXFR) {
      query.extendedError(ExtendedErrorCodeOption.PROHIBITED);
      return new Outcome.Refused("zone transfers are not allowed");
    }
    Known now = known;
    Found answer = now.view().find(query.name(), query.type());
    if (answer instanceof Found.NoSuchName && !now.whole()) {
      return unknown(query, now.view().soa(zone.get()), next);
    }
    if (query.explained()) {
      tell(query, zone.get(), now, answer);
    }
    return outcome(answer, now.view(), query, next);
  }

  /** Reverse zones are not handed out: their names are made when they are asked for. */
  @Override
  public Optional<List<Record>> transfer(Name zone) {
    Known now = known;
    return !now.whole() || Zones.isReverse(zone) || !config.records().zones().contains(zone)
        ? Optional.empty()
        : Optional.of(ZoneWalk.of(now.view(), zone));
  }

  /** What this view found, as an answer. */
  private Outcome outcome(Found answer, RecordView latest, Query query, Chain next) {
    Name zone = Zones.match(config.records().zones(), query.name()).orElseThrow();
    return switch (answer) {
      case Found.Records found ->
          new Outcome.Answer(
              new Sections(
                  ZoneCase.keep(found.records(), query, zone), List.of(), found.additional()),
              ReplyFlags.AUTHORITATIVE);
      case Found.Alias alias -> aliases.follow(query, alias.cname(), latest);
      case Found.NoSuchType none ->
          new Outcome.NoData(denial(latest, zone), ReplyFlags.AUTHORITATIVE);
      case Found.NoSuchName none ->
          fallsThrough(query)
              ? next.ask(query)
              : new Outcome.NameError(denial(latest, zone), ReplyFlags.AUTHORITATIVE);
    };
  }

  private void tell(Query query, Name zone, Known now, Found answer) {
    RecordView latest = now.view();
    ClusterStory story = new ClusterStory(now.cluster(), zone);
    if (query.rehearsal()) {
      // Only people read this; who answers clients needs no more than the reason.
      story.begin(query);
    }
    switch (answer) {
      case Found.Records records -> {}
      case Found.Alias alias ->
          query.explain(name(), () -> "The Service is another name; its target is asked for here");
      case Found.NoSuchType none ->
          story.noSuchType(query, type -> latest.find(query.name(), type) instanceof Found.Records);
      case Found.NoSuchName none -> {
        story.noSuchName(query);
        if (fallsThrough(query)) {
          query.explain(name(), () -> "fallthrough: the next plugin is asked instead of denying");
        }
      }
    }
  }

  /**
   * Subscribes, and waits a while for the first snapshot: a server that denies every name does more
   * harm than none.
   */
  @Override
  public void start() {
    RecordOptions records = config.records().withOwnAddresses(OwnAddresses.find());
    known = Known.nothing(records, seconds());
    unsubscribe = context.process().watchCluster(config.access(), config.interest(), this::update);
    try {
      if (!synced.await(config.startupTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "starting server with unsynced Kubernetes API");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    unsubscribe.run();
  }

  @Override
  public boolean ready() {
    return known.whole();
  }

  @Override
  public Optional<ClientPod> pod(InetAddress address) {
    return known.clients().at(address);
  }

  @Override
  public Optional<String> describe(String label, Query query) {
    return Zones.match(config.records().zones(), query.name())
        .filter(zone -> !Zones.isReverse(zone))
        .flatMap(zone -> NameReading.of(query.name(), zone).describe(label))
        .or(() -> known.clients().describe(label, query.client().address().getAddress()));
  }

  @Override
  public boolean knowsAllPods() {
    return config.records().pods() == RecordOptions.PodMode.VERIFIED;
  }

  @Override
  public Optional<Name> clusterDomain() {
    return config.records().zones().stream().filter(zone -> !Zones.isReverse(zone)).findFirst();
  }

  /** The same within the bounds that a cache in front sets, which the fast lane does not ask. */
  private Outcome boundedOutcome(Found found, RecordView from, Query query, Chain next) {
    Outcome outcome = outcome(found, from, query, next);
    for (Plugin plugin : context.plugins().get()) {
      if (plugin.equals(this)) {
        break;
      }
      if (plugin instanceof BoundsReplies bounds) {
        outcome = bounds.bound(query, outcome);
      }
    }
    return outcome;
  }

  private void update(ClusterSnapshot snapshot) {
    Known next = known.next(snapshot, seconds());
    known = next;
    if (next.whole()) {
      fast.serve(new ViewAnswers(next.view(), this::boundedOutcome));
      synced.countDown();
    }
  }

  /** Now, as a serial number. */
  private long seconds() {
    return context.process().clock().instant().getEpochSecond();
  }

  /**
   * Before the cluster has been read as a whole no name can be denied, so the answer is "ask again"
   * and not "no"; with the zone's SOA, as CoreDNS sends it.
   */
  private Outcome unknown(Query query, Record soa, Chain next) {
    query.explain(name(), () -> UNREAD + ", so nobody knows whether there is such a name");
    if (fallsThrough(query)) {
      return next.ask(query);
    }
    query.extendedError(ExtendedErrorCodeOption.NOT_READY);
    return new Outcome.Failed(
        Rcode.SERVFAIL,
        UNREAD,
        new Sections(List.of(), List.of(soa), List.of()),
        ReplyFlags.AUTHORITATIVE,
        /* relayed= */ false);
  }

  private boolean fallsThrough(Query query) {
    return Zones.match(config.fallthrough(), query.name()).isPresent();
  }

  private static Sections denial(RecordView view, Name zone) {
    Record soa = view.soa(zone);
    return new Sections(List.of(), List.of(soa), List.of());
  }
}
