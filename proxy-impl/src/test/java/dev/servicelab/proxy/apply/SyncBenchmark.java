package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.diff.Changes;
import dev.servicelab.proxy.diff.KernelDiff;
import dev.servicelab.proxy.diff.KernelRules;
import dev.servicelab.proxy.diff.RestoreText;
import dev.servicelab.proxy.diff.RulesDiff;
import dev.servicelab.proxy.kernel.NetworkNamespace;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.IptablesRenderer;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Prints where the time of a sync goes: {@code main(SERVICES)}, in a network namespace of its own.
 * The first sync is one of a cold JVM; changes are one endpoint each, then one Service each.
 */
final class SyncBenchmark {
  private static final int ENDPOINTS = 3;
  private static final int CHANGES = 60;
  private static final int WARMUP = 10;

  private final Planner planner = new Planner(Fixtures.NODE1, IpFamily.IPV4);
  private final IptablesRenderer renderer = new IptablesRenderer(IptablesOptions.defaults());
  private final IptablesPrinter printer = new IptablesPrinter(IpFamily.IPV4);
  private final IptablesTool tool;
  private final Map<String, List<Long>> steps = new LinkedHashMap<>();
  private final List<ServiceRecord> services = new ArrayList<>();
  private final List<EndpointSliceRecord> slices = new ArrayList<>();

  private SyncBenchmark(NetworkNamespace namespace, int count) {
    this.tool = new IptablesTool(namespace, IpFamily.IPV4);
    for (int i = 0; i < count; i++) {
      services.add(service(i));
      slices.add(slice(i, 0));
    }
  }

  /** Runs it. */
  public static void main(String[] args) {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    NetworkNamespace.Tools tools =
        args.length > 1 ? NetworkNamespace.Tools.valueOf(args[1]) : NetworkNamespace.Tools.NFT;
    try (NetworkNamespace namespace = NetworkNamespace.open(tools)) {
      new SyncBenchmark(namespace, count).run();
    }
  }

  private void run() {
    IptablesRules rules = first();
    print("first sync");
    for (int i = 0; i < CHANGES; i++) {
      slices.set(i, slice(i, i + 1));
      rules = change(rules, i);
    }
    print("one endpoint more");
    for (int i = 0; i < CHANGES; i++) {
      services.add(service(services.size()));
      slices.add(slice(slices.size(), 0));
      rules = change(rules, i);
    }
    print("one Service more");
    for (int i = 0; i < CHANGES; i++) {
      services.remove(i);
      slices.remove(i);
      rules = change(rules, i);
    }
    print("one Service less");
    check(rules);
  }

  private IptablesRules first() {
    IptablesRules wanted = rules();
    KernelRules kernel = KernelRules.parse(timed("save", tool::save));
    Changes changes = timed("diff", () -> KernelDiff.between(kernel, wanted));
    send(changes);
    return wanted;
  }

  private IptablesRules change(IptablesRules before, int round) {
    IptablesRules wanted = rules();
    send(timed("diff", () -> RulesDiff.between(before, wanted)));
    if (round == WARMUP) {
      steps.clear();
    }
    return wanted;
  }

  private IptablesRules rules() {
    ClusterSnapshot cluster =
        timed(
            "snapshot",
            () -> new ClusterSnapshot(1, services, slices, List.of(), List.of(), List.of()));
    NodePlan plan = timed("plan", () -> planner.plan(cluster));
    return timed("render", () -> renderer.render(plan));
  }

  private void send(Changes changes) {
    String batch = timed("text", () -> RestoreText.of(changes, printer, tool.step()));
    timed(
        "restore",
        () -> {
          tool.restore(batch);
          return batch;
        });
  }

  private void check(IptablesRules wanted) {
    String saved = timed("save", tool::save);
    KernelRules kernel = timed("parse", () -> KernelRules.parse(saved));
    Changes left = timed("diff", () -> KernelDiff.between(kernel, wanted));
    Sameness same = new Sameness();
    same.learn(wanted, saved);
    timed("digest", () -> same.isKnown(wanted, saved));
    print("check, " + left.summary());
  }

  private <T> T timed(String step, Supplier<T> work) {
    long start = System.nanoTime();
    T done = work.get();
    steps.computeIfAbsent(step, name -> new ArrayList<>()).add(System.nanoTime() - start);
    return done;
  }

  private void print(String what) {
    StringBuilder line = new StringBuilder(what).append(" (p50 ms):");
    double sum = 0;
    for (Map.Entry<String, List<Long>> step : steps.entrySet()) {
      long[] sorted = step.getValue().stream().mapToLong(nanos -> nanos).sorted().toArray();
      double millis = sorted[sorted.length / 2] / 1e6;
      sum += millis;
      line.append(" %s %.1f".formatted(step.getKey(), millis));
    }
    System.out.println(line.append(", in all %.1f".formatted(sum)));
    steps.clear();
  }

  private static ServiceRecord service(int i) {
    String ip = "10.%d.%d.%d".formatted(96 + i / 62500, i / 250 % 250, i % 250 + 1);
    return new ServiceRecord(
        "bench",
        "s%05d".formatted(i),
        Map.of(),
        "",
        ServiceRecord.Type.CLUSTER_IP,
        List.of(ip),
        false,
        List.of(),
        "",
        List.of(new ServiceRecord.Port("http", Protocol.TCP, 80, 0)),
        OptionalInt.empty(),
        TrafficPolicy.CLUSTER,
        TrafficPolicy.CLUSTER,
        List.of(),
        List.of(),
        0,
        false);
  }

  /** With a last endpoint that differs by version. */
  private static EndpointSliceRecord slice(int i, int version) {
    List<EndpointSliceRecord.Endpoint> endpoints = new ArrayList<>();
    for (int k = 0; k < ENDPOINTS; k++) {
      int host = i * ENDPOINTS + k;
      int network = k == ENDPOINTS - 1 && version > 0 ? 250 : host / 250 % 250;
      endpoints.add(endpoint("10.244.%d.%d".formatted(network, host % 250 + 1)));
    }
    return new EndpointSliceRecord(
        "bench",
        "s%05d-1".formatted(i),
        "s%05d".formatted(i),
        Map.of(),
        "",
        "",
        EndpointSliceRecord.AddressType.IPV4,
        List.of(new EndpointSliceRecord.Port("http", Protocol.TCP, 8080)),
        endpoints);
  }

  private static EndpointSliceRecord.Endpoint endpoint(String ip) {
    return new EndpointSliceRecord.Endpoint(
        List.of(ip), true, true, false, "", "node1", "", Set.of(), Set.of(), "");
  }
}
