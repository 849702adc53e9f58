package dev.servicelab.proxy.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.state.ClusterSnapshot;
import java.util.List;
import java.util.Map;
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
    assertThat(RestoreText.of(changes, PRINTER)).isEmpty();
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
    assertThat(RestoreText.of(changes, PRINTER))
        .startsWith("*nat\n:KUBE-SERVICES - [0:0]\n")
        .containsPattern("-A KUBE-SERVICES [^X]*-X KUBE-SEP-\\w+\n-X KUBE-SVC-\\w+\nCOMMIT\n$");
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

    String batch =
        RestoreText.of(RulesDiff.between(kernel, Fixtures.rules(Fixtures.cluster("web"))), PRINTER);

    assertThat(batch).doesNotContain("CNI-HOSTPORT").doesNotContain("KUBELET-CANARY");
    assertThat(batch).contains("-X KUBE-SVC-GONEGONEGONEGONE\n");
    assertThat(batch.lines().filter(line -> line.startsWith("-X"))).hasSize(1);
  }

  /** From any cluster to any other, and from any kernel state: the batch leads to the goal. */
  @Property(tries = 200)
  void theBatchLeadsToTheGoal(
      @ForAll("sizes") List<Integer> from, @ForAll("sizes") List<Integer> to) {
    IptablesRules before = rules(from.get(0), from.get(1));
    IptablesRules after = rules(to.get(0), to.get(1));
    KernelModel kernel = new KernelModel();
    kernel.restore(RestoreText.of(RulesDiff.between(NOTHING, before), PRINTER));

    KernelRules read = kernel.save();
    assertThat(RulesDiff.between(read, before).isEmpty()).isTrue();
    assertThat(RulesDiff.between(read, after)).isEqualTo(RulesDiff.between(before, after));
    kernel.restore(RestoreText.of(RulesDiff.between(before, after), PRINTER));
    assertThat(RulesDiff.between(kernel.save(), after).isEmpty()).isTrue();
    assertThat(PRINTER.print(after).lines().filter(line -> line.startsWith("-A KUBE")))
        .containsExactlyElementsOf(kernel.ourRules());
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(-1, 4).list().ofSize(2);
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
