package dev.servicelab.proxy.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.Match;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Table;
import dev.servicelab.proxy.rules.iptables.Target;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.IptablesRenderer;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.generated.RandomCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RulesDiffTest {
  private static final IptablesPrinter PRINTER = new IptablesPrinter(IpFamily.IPV4);
  private static final KernelRules NOTHING = new KernelRules(Map.of());

  @Test
  void nothingToDoIsAnEmptyBatch() {
    IptablesRules rules = Fixtures.rules(Fixtures.cluster("web"));

    Changes changes = RulesDiff.between(rules, rules);

    assertThat(changes.isEmpty()).isTrue();
    assertThat(text(changes)).isEmpty();
  }

  @Test
  void oneEndpointMoreRewritesItsServiceOnly() {
    IptablesRules before = rules(1, 2);
    IptablesRules after = rules(2, 2);

    assertThat(RulesDiff.between(before, after).written())
        .extracting(chain -> chain.id().name().substring(0, 9))
        .containsExactly("KUBE-SEP-", "KUBE-SVC-");
  }

  @Test
  void aDeletedServiceTakesItsChainsAlong() {
    Changes changes = RulesDiff.between(rules(2, 1), rules(2, -1));

    assertThat(changes.deleted()).hasSize(2);
    assertThat(changes.written()).as("what stands is not written again").isEmpty();
    assertThat(text(changes))
        .containsPattern("^\\*nat\n:KUBE-SEP-\\w+ - .*\n:KUBE-SVC-\\w+ - .*\n-D KUBE-SERVICES ")
        .containsPattern("-X KUBE-SEP-\\w+\n-X KUBE-SVC-\\w+\nCOMMIT\n$");
  }

  @Test
  void aNewServiceIsPutAboveTheOthers() {
    String batch = text(RulesDiff.between(rules(2, -1), rules(2, 1)));

    assertThat(batch.lines().filter(line -> line.contains("KUBE-SERVICES")))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("-I KUBE-SERVICES -d 10.96.1.2/32 "));
  }

  @Test
  void theLogNamesAFewChains() {
    assertThat(RulesDiff.between(rules(2, 1), rules(2, -1)).where())
        .matches("nat/KUBE-SERVICES, nat/KUBE-SEP-\\w{16}, nat/KUBE-SVC-\\w{16}");
    assertThat(RulesDiff.between(rules(4, 1), rules(-1, 1)).where()).endsWith(" and 1 more");
  }

  @Test
  void chainsAreWrittenAnewWhereManyRulesGo() {
    IptablesRules many = Fixtures.rules(Fixtures.clusterOf(services(100)));
    IptablesRules fewer = Fixtures.rules(Fixtures.clusterOf(services(40)));
    IptablesRules few = Fixtures.rules(Fixtures.clusterOf(services(30)));

    assertThat(RulesDiff.between(many, few).written())
        .extracting(chain -> chain.id().name())
        .containsExactly("KUBE-SERVICES");
    assertThat(RulesDiff.between(many, fewer).written()).isEmpty();
    assertThat(RulesDiff.between(few, many).edited()).hasSize(1);
  }

  @Test
  void theNodePortJumpStaysLastWhateverItBecomes() {
    ClusterSnapshot cluster = Fixtures.cluster("web");
    IptablesRules everywhere = Fixtures.rules(cluster);
    IptablesRules here =
        new IptablesRenderer(
                new IptablesOptions(
                    14,
                    true,
                    Optional.of(List.of("192.0.2.1")),
                    true,
                    false,
                    IptablesOptions.defaults().layout()))
            .render(Fixtures.plan(cluster));

    Changes changes = RulesDiff.between(everywhere, here);

    assertThat(changes.edited()).isEmpty();
    assertThat(changes.written()).extracting(chain -> chain.id().name()).contains("KUBE-SERVICES");
  }

  /** Rules for one address and port are a series: its first rule must not end up below another. */
  @Test
  void rulesForOneAddressKeepTheirOrder() {
    Rule mark = to("10.96.0.1", new Target.SetMark(1, 1));
    Rule go = to("10.96.0.1", new Target.Accept());
    Rule other = to("10.96.0.2", new Target.Drop());
    Chain before = services(go, other);
    Chain after = services(mark, go, other);

    assertThat(DispatchDiff.edit(before, after))
        .contains(new ChainEdit(after.id(), List.of(go), List.of(mark, go)));
    assertThat(DispatchDiff.same(texts(other, mark, go), after, PRINTER)).isTrue();
    assertThat(DispatchDiff.same(texts(mark, other, go), after, PRINTER)).isTrue();
    assertThat(DispatchDiff.same(texts(other, go, mark), after, PRINTER)).isFalse();
    assertThat(DispatchDiff.same(texts(mark, go), after, PRINTER)).isFalse();
    assertThat(DispatchDiff.same(texts(mark, go, go), after, PRINTER)).isFalse();
  }

  @Test
  void foreignChainsAreNeitherWrittenNorDeleted() {
    KernelRules kernel =
        KernelRules.parse(
            """
            *nat
            :PREROUTING ACCEPT [0:0]
            :CNI-HOSTPORT - [0:0]
            :KUBE-KUBELET-CANARY - [0:0]
            :KUBE-SVC-GONEGONEGONEGONE - [0:0]
            -A PREROUTING -j CNI-HOSTPORT
            -A CNI-HOSTPORT -j RETURN
            COMMIT
            """);

    String batch = text(KernelDiff.between(kernel, Fixtures.rules(Fixtures.cluster("web"))));

    assertThat(batch).doesNotContain("CNI-HOSTPORT").doesNotContain("KUBELET-CANARY");
    assertThat(batch).contains("-X KUBE-SVC-GONEGONEGONEGONE\n");
    assertThat(batch.lines().filter(line -> line.startsWith("-X"))).hasSize(1);
  }

  /** The kernel refuses to delete a chain that a rule leads to, and the rule is not ours. */
  @Test
  void aChainThatAForeignRuleLeadsToIsEmptied() {
    String saved =
        """
        *nat
        :MINE - [0:0]
        :KUBE-SVC-GONEGONEGONEGONE - [0:0]
        -A MINE -j KUBE-SVC-GONEGONEGONEGONE
        %sCOMMIT
        """;
    IptablesRules wanted = Fixtures.rules(Fixtures.cluster("web"));
    String filled = saved.formatted("-A KUBE-SVC-GONEGONEGONEGONE -j RETURN\n");

    assertThat(text(KernelDiff.between(KernelRules.parse(filled), wanted)))
        .contains(":KUBE-SVC-GONEGONEGONEGONE - [0:0]\n")
        .doesNotContain("-X ")
        .doesNotContain("MINE");
    assertThat(text(KernelDiff.between(KernelRules.parse(saved.formatted("")), wanted)))
        .doesNotContain("GONEGONEGONEGONE");
  }

  /** What another layout of ours has left must not go on dropping packets. */
  @Test
  void chainsOfAnotherLayoutGoWithTheWaysToThem() {
    KernelRules kernel =
        KernelRules.parse(
            """
            *mangle
            :INPUT ACCEPT [0:0]
            :KUBE-PROXY-FIREWALL - [0:0]
            -A INPUT -s 192.0.2.1/32 -j DROP
            -A INPUT -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
            COMMIT
            """);

    assertThat(text(KernelDiff.between(kernel, Fixtures.rules(Fixtures.cluster("web")))))
        .contains(
            "-D INPUT -m comment --comment \"kubernetes load balancer firewall\" -j"
                + " KUBE-PROXY-FIREWALL\n-X KUBE-PROXY-FIREWALL\n")
        .doesNotContain("192.0.2.1");
  }

  /** From any cluster to any other, and from any kernel state: the batch leads to the goal. */
  @Property(tries = 300)
  void theBatchLeadsToTheGoal(
      @ForAll("seeds") long from, @ForAll("seeds") long to, @ForAll("steps") int step) {
    IptablesRules before = Fixtures.rules(RandomCluster.of(from));
    IptablesRules after = Fixtures.rules(RandomCluster.of(to));
    KernelModel kernel = new KernelModel();
    kernel.restore(RestoreText.of(KernelDiff.between(NOTHING, before), PRINTER, step));

    assertThat(KernelDiff.between(kernel.save(), before).isEmpty()).isTrue();
    kernel.restore(RestoreText.of(RulesDiff.between(before, after), PRINTER, step));
    assertThat(KernelDiff.between(kernel.save(), after).isEmpty()).isTrue();
    assertThat(PRINTER.print(after).lines().filter(line -> line.startsWith("-A KUBE")))
        .containsExactlyInAnyOrderElementsOf(kernel.ourRules());
    kernel.restore(RestoreText.of(KernelDiff.between(kernel.save(), before), PRINTER, step));
    assertThat(KernelDiff.between(kernel.save(), before).isEmpty()).isTrue();
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs().between(0, 1_000_000);
  }

  @Provide
  Arbitrary<Integer> steps() {
    return Arbitraries.of(1, 7, RestoreText.SHORT_STEP, RestoreText.ONE_STEP);
  }

  private static String text(Changes changes) {
    return RestoreText.of(changes, PRINTER, RestoreText.ONE_STEP);
  }

  private static Chain services(Rule... rules) {
    return new Chain(new ChainId(Table.NAT, "KUBE-SERVICES"), List.of(rules));
  }

  private static Rule to(String ip, Target target) {
    return Rule.of(
        target,
        new Match.Destination(Cidr.of(ip), false),
        new Match.Transport(Protocol.TCP, OptionalInt.of(80)));
  }

  private static List<String> texts(Rule... rules) {
    return Stream.of(rules).map(PRINTER::rule).toList();
  }

  private static String services(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> service("s" + number, number, 1))
        .collect(Collectors.joining());
  }

  /** Services a and b with that many endpoints each; -1 means no such Service. */
  private static IptablesRules rules(int a, int b) {
    ClusterSnapshot cluster = Fixtures.clusterOf(service("a", 1, a) + service("b", 2, b) + "---\n");
    return Fixtures.rules(cluster);
  }

  private static String service(String name, int number, int endpoints) {
    if (endpoints < 0) {
      return "";
    }
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        """
        kind: Service
        metadata: {name: %s}
        spec: {clusterIP: 10.96.1.%d, ports: [{port: 80}]}
        ---
        kind: EndpointSlice
        metadata: {name: %s-1, labels: {kubernetes.io/service-name: %s}}
        addressType: IPv4
        ports: [{port: 8080}]
        endpoints:
        """
            .formatted(name, number, name, name));
    for (int i = 0; i < endpoints; i++) {
      yaml.append("- {addresses: [10.244.%d.%d]}\n".formatted(number, i + 2));
    }
    return yaml.append("---\n").toString();
  }
}
