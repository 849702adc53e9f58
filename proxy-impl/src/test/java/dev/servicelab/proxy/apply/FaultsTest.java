package dev.servicelab.proxy.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.kernel.NetworkNamespace;
import dev.servicelab.proxy.kernel.NetworkNamespace.Tools;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import dev.servicelab.state.generated.RandomCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What others do to our rules, and what the kernel refuses, with either iptables. */
class FaultsTest {
  private static final IptablesRules WEB = Fixtures.rules(Fixtures.cluster("web"));
  private static final IptablesRules ROLLOUT = Fixtures.rules(Fixtures.cluster("rollout"));

  @BeforeAll
  static void needsANamespace() {
    Optional<String> obstacle = NetworkNamespace.obstacle();
    obstacle.ifPresent(reason -> System.err.println("FaultsTest skipped: " + reason));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }

  static Stream<Arguments> tampering() {
    return Stream.of(Tools.NFT, Tools.LEGACY)
        .flatMap(
            tools ->
                Stream.of(
                        "iptables -t nat -F KUBE-SERVICES",
                        "iptables -t nat -D KUBE-SERVICES 1",
                        "iptables -t nat -I KUBE-SERVICES -j RETURN",
                        "iptables -t nat -A KUBE-NODEPORTS -j RETURN",
                        "iptables -t nat -D PREROUTING 1",
                        "iptables -F KUBE-FORWARD",
                        "iptables -D INPUT 1",
                        "iptables -t nat -F\niptables -t nat -X",
                        "iptables -t mangle -X KUBE-PROXY-CANARY",
                        "iptables -F\niptables -X\niptables -t nat -F\niptables -t nat -X\n"
                            + "iptables -t mangle -F\niptables -t mangle -X")
                    .map(script -> Arguments.of(tools, script)));
  }

  @ParameterizedTest
  @MethodSource
  void tampering(Tools tools, String script) {
    try (NetworkNamespace namespace = NetworkNamespace.open(tools)) {
      IptablesBackend backend = new IptablesBackend(namespace, IpFamily.IPV4);
      backend.apply(WEB);
      assertThat(backend.repair(WEB).isEmpty()).as("nothing to repair yet").isTrue();
      assertThat(backend.repair(WEB).isEmpty()).as("nor when it is known").isTrue();
      List<String> before = dump(namespace);
      script.lines().forEach(line -> namespace.expect(line.split(" ")));

      assertThat(backend.repair(WEB).isEmpty()).isFalse();

      assertThat(dump(namespace)).containsExactlyInAnyOrderElementsOf(before);
      assertThat(last(namespace, "KUBE-SERVICES")).contains("-j KUBE-NODEPORTS");
      assertThat(backend.repair(WEB).isEmpty()).as("repaired at once").isTrue();
    }
  }

  /** The whole of it, with nobody but the clock to notice. */
  @ParameterizedTest
  @EnumSource(names = {"NFT", "LEGACY"})
  void whatIsDeletedByHandIsBackWithinTheSyncPeriod(Tools tools) {
    try (NetworkNamespace namespace = NetworkNamespace.open(tools)) {
      FamilyProxy proxy =
          new FamilyProxy(IpFamily.IPV4, Fixtures.NODE1, IptablesOptions.defaults(), namespace);
      Duration period = Duration.ofMillis(300);
      try (SyncLoop loop = new SyncLoop(proxy, new NobodyListens(), Duration.ZERO, period)) {
        loop.start();
        loop.offer(Fixtures.cluster("web"));
        await().until(() -> !last(namespace, "KUBE-SERVICES").isEmpty());
        List<String> before = dump(namespace);
        for (String table : List.of("filter", "nat", "mangle")) {
          namespace.expect("iptables", "-w", "-t", table, "-F");
          namespace.expect("iptables", "-w", "-t", table, "-X");
        }

        await()
            .atMost(period.plusSeconds(2))
            .untilAsserted(
                () -> assertThat(dump(namespace)).containsExactlyInAnyOrderElementsOf(before));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NFT", "LEGACY"})
  void foreignRulesStayBeforeBetweenAndAfterOurs(Tools tools) {
    try (NetworkNamespace namespace = NetworkNamespace.open(tools)) {
      IptablesBackend backend = new IptablesBackend(namespace, IpFamily.IPV4);
      namespace.expect("iptables", "-A", "INPUT", "-s", "192.0.2.1", "-j", "DROP");
      backend.apply(WEB);
      namespace.expect("iptables", "-I", "INPUT", "-s", "192.0.2.2", "-j", "DROP");
      namespace.expect("iptables", "-I", "INPUT", "3", "-s", "192.0.2.3", "-j", "DROP");
      String before = namespace.expect("iptables", "-S", "INPUT");

      backend.apply(ROLLOUT);
      backend.repair(ROLLOUT);
      namespace.expect("iptables", "-F", "KUBE-FORWARD");
      backend.repair(ROLLOUT);

      assertThat(namespace.expect("iptables", "-S", "INPUT")).isEqualTo(before);
      assertThat(before.lines().filter(line -> line.contains("192.0.2."))).hasSize(3);
    }
  }

  /** As after somebody's hand, or another proxy's: the deletion is refused, the kernel read. */
  @ParameterizedTest
  @EnumSource(names = {"NFT", "LEGACY"})
  void aRuleThatIsGoneBeforeItIsDeletedDoesNotStopTheSync(Tools tools) {
    try (NetworkNamespace namespace = NetworkNamespace.open(tools)) {
      IptablesBackend backend = new IptablesBackend(namespace, IpFamily.IPV4);
      backend.apply(WEB);
      namespace.expect("iptables", "-t", "nat", "-F", "KUBE-SERVICES");

      backend.apply(ROLLOUT);

      assertThat(backend.repair(ROLLOUT).isEmpty()).as("nothing is left to repair").isTrue();
    }
  }

  /**
   * As kubelet and flannel do: others write all the time, and wait for the lock as we do. They end
   * at some time, as iptables-nft reads again from the beginning after each of their changes.
   */
  @ParameterizedTest
  @EnumSource(names = {"NFT", "LEGACY"})
  void othersMayWriteAtTheSameTime(Tools tools) throws IOException, InterruptedException {
    try (NetworkNamespace namespace = NetworkNamespace.open(tools)) {
      String iptables = tools == Tools.NFT ? "iptables-nft" : "iptables-legacy";
      Process others =
          namespace.start(
              "sh",
              "-c",
              "for i in $(seq 200); do for t in nat filter; do "
                  + "T -w -t $t -N FLANNEL-$i && T -w -t $t -A FLANNEL-$i -j RETURN || exit 1; done; done"
                      .replace("T ", iptables + " "));
      IptablesBackend backend = new IptablesBackend(namespace, IpFamily.IPV4);
      IptablesRules wanted = WEB;
      backend.apply(wanted);
      long before = chainsOfOthers(namespace, "nat");
      for (int seed = 0; seed < 20; seed++) {
        wanted = Fixtures.rules(RandomCluster.of(seed));
        backend.apply(wanted);
      }
      assertThat(chainsOfOthers(namespace, "nat")).as("written meanwhile").isGreaterThan(before);
      assertThat(others.waitFor(2, TimeUnit.MINUTES)).as("the others came to their end").isTrue();

      assertThat(others.exitValue()).as("none of theirs was refused").isZero();
      assertThat(backend.repair(wanted).isEmpty()).isTrue();
      assertThat(chainsOfOthers(namespace, "nat")).isEqualTo(200);
      assertThat(chainsOfOthers(namespace, "filter")).isEqualTo(200);
    }
  }

  private static long chainsOfOthers(NetworkNamespace namespace, String table) {
    return namespace
        .expect("iptables", "-t", table, "-S")
        .lines()
        .filter(line -> line.matches("-A FLANNEL-\\d+ -j RETURN"))
        .count();
  }

  /** What is sent instead of one DNAT, and what the message names then. */
  static Stream<Arguments> refusals() {
    String rule = ": -A KUBE-SEP-XTJTEC7KOHLCQM25 ";
    String unknownToTheTool = "-j DNAT --to-destination nowhere";
    String unknownToTheKernel = "-m nfacct --nfacct-name none-such -j RETURN";
    return Stream.of(
        Arguments.of(Tools.NFT, unknownToTheTool, rule),
        Arguments.of(Tools.NFT, unknownToTheKernel, rule),
        Arguments.of(Tools.LEGACY, unknownToTheTool, rule),
        Arguments.of(Tools.LEGACY, "-j KUBE-NO-SUCH-CHAIN", rule),
        // This one hands the table over as a whole, and is not told which rule is wrong.
        Arguments.of(Tools.LEGACY, unknownToTheKernel, ": COMMIT"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusedBatchLeavesTheLastGoodRulesAndNamesTheLine(
      Tools tools, String target, String named) {
    try (NetworkNamespace namespace = NetworkNamespace.open(tools)) {
      Saboteur saboteur = new Saboteur(namespace, target);
      IptablesBackend backend = new IptablesBackend(saboteur, IpFamily.IPV4);
      backend.apply(ROLLOUT);
      List<String> nat = nat(namespace);

      saboteur.active = true;
      assertThatThrownBy(() -> backend.apply(WEB))
          .isInstanceOf(ToolFailed.class)
          .hasMessageContaining(named);
      assertThat(nat(namespace)).containsExactlyElementsOf(nat);

      saboteur.active = false;
      backend.apply(WEB);
      assertThat(backend.repair(WEB).isEmpty()).isTrue();
    }
  }

  private static String last(NetworkNamespace namespace, String chain) {
    ToolResult result = namespace.run(List.of("iptables", "-w", "-t", "nat", "-S", chain), "");
    return result.stdout().lines().filter(line -> line.startsWith("-A")).reduce("", (a, b) -> b);
  }

  private static List<String> nat(NetworkNamespace namespace) {
    return namespace.expect("iptables", "-t", "nat", "-S").lines().toList();
  }

  /** Rules, and chains that are ours: what a dump says whatever tool made it. */
  private static List<String> dump(NetworkNamespace namespace) {
    return namespace
        .expect("iptables-save")
        .lines()
        .filter(line -> line.startsWith("-A") || line.startsWith(":KUBE"))
        .toList();
  }

  /** Spoils batches on their way to the real tool. */
  private static final class Saboteur implements ToolRunner {
    private final ToolRunner real;
    private final String target;
    private boolean active;

    Saboteur(ToolRunner real, String target) {
      this.real = real;
      this.target = target;
    }

    @Override
    public ToolResult run(List<String> command, String input) {
      String good = "-j DNAT --to-destination 10.244.1.2:8080";
      return real.run(command, active ? input.replace(good, target) : input);
    }
  }

  private static final class NobodyListens implements SyncListener {
    @Override
    public void queued() {}

    @Override
    public void succeeded(Kind kind, Duration took, Synced synced) {}

    @Override
    public void failed(Kind kind, Duration took) {}
  }
}
