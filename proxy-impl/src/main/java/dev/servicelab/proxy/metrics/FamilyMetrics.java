package dev.servicelab.proxy.metrics;

import dev.servicelab.proxy.apply.SyncListener;
import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.net.IpFamily;
import java.time.Clock;
import java.time.Duration;

/** One address family's share: spreads what its loop tells over the metrics. */
final class FamilyMetrics implements SyncListener {
  private final IpFamily family;
  private final Clock clock;
  private final SyncMetrics syncs;
  private final ProgrammingLatency latency;
  private final RuleGauges rules;
  private final ChangeMetrics changes;

  FamilyMetrics(
      IpFamily family,
      Clock clock,
      SyncMetrics syncs,
      ProgrammingLatency latency,
      RuleGauges rules,
      ChangeMetrics changes) {
    this.family = family;
    this.clock = clock;
    this.syncs = syncs;
    this.latency = latency;
    this.rules = rules;
    this.changes = changes;
    syncs.begin(family.kubernetesName());
    latency.begin(family);
  }

  @Override
  public void queued() {
    syncs.queued(family.kubernetesName(), clock.instant());
  }

  @Override
  public void succeeded(Kind kind, Duration took, Synced synced) {
    syncs.succeeded(family.kubernetesName(), kind, took, clock.instant());
    syncs.cleaned(family.kubernetesName(), synced.flows());
    latency.programmed(family, synced.cluster(), clock.instant());
    rules.inForce(family, synced);
    changes.programmed(family, synced.cluster());
  }

  @Override
  public void failed(Kind kind, Duration took) {
    syncs.failed(family.kubernetesName(), kind, took);
  }
}
