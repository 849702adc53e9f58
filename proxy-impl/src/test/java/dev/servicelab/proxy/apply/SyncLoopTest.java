package dev.servicelab.proxy.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.servicelab.proxy.conntrack.Cleaned;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.state.ClusterSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SyncLoopTest {
  private static final IptablesRules NO_RULES =
      new IptablesRules(IpFamily.IPV4, new TreeMap<>(), new TreeSet<>(), List.of());

  private final BlockingQueue<Long> revisions = new LinkedBlockingQueue<>();
  private final AtomicInteger verifications = new AtomicInteger();
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private final Heard heard = new Heard();
  private SyncLoop loop = loop(Duration.ZERO, Duration.ofSeconds(30));

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void waitsForTheFirstStateAndDoesTheNewestOnly() throws InterruptedException {
    loop = loop(Duration.ofMillis(200), Duration.ofSeconds(30));
    loop.start();
    loop.offer(revision(1));
    assertThat(revisions.poll(5, TimeUnit.SECONDS)).isEqualTo(1);

    loop.offer(revision(2));
    loop.offer(revision(3));
    assertThat(revisions.poll(5, TimeUnit.SECONDS)).isEqualTo(3);
    assertThat(revisions).isEmpty();
    await().untilAsserted(() -> assertThat(heard.successes).hasValue(2));
    assertThat(heard.queued).hasValue(3);
  }

  @Test
  void aFailedStateIsTriedAgain() throws InterruptedException {
    failuresLeft.set(1);
    loop.start();
    loop.offer(revision(1));

    assertThat(revisions.poll(5, TimeUnit.SECONDS)).isEqualTo(1);
    await().untilAsserted(() -> assertThat(heard.successes).hasValue(1));
    assertThat(heard.failures).hasValue(1);
  }

  @Test
  void theKernelIsCheckedEachPeriod() {
    loop = loop(Duration.ZERO, Duration.ofMillis(50));
    loop.start();
    loop.offer(revision(1));

    await().untilAsserted(() -> assertThat(verifications.get()).isGreaterThanOrEqualTo(2));
  }

  private SyncLoop loop(Duration min, Duration period) {
    return new SyncLoop(this::sync, heard, min, period);
  }

  private Synced sync(ClusterSnapshot cluster, boolean verify) {
    if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new ToolFailed("refused");
    }
    if (verify) {
      verifications.incrementAndGet();
    } else {
      revisions.add(cluster.revision());
    }
    return synced(cluster);
  }

  private static Synced synced(ClusterSnapshot cluster) {
    NodePlan plan = new NodePlan(IpFamily.IPV4, List.of(), List.of());
    return new Synced(cluster, plan, NO_RULES, Map.of(), Cleaned.UNTOUCHED);
  }

  private static ClusterSnapshot revision(long revision) {
    return new ClusterSnapshot(revision, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static final class Heard implements SyncListener {
    final AtomicInteger queued = new AtomicInteger();
    final AtomicInteger successes = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();

    @Override
    public void queued() {
      queued.incrementAndGet();
    }

    @Override
    public void succeeded(Kind kind, Duration took, Synced synced) {
      successes.incrementAndGet();
    }

    @Override
    public void failed(Kind kind, Duration took) {
      failures.incrementAndGet();
    }
  }
}
