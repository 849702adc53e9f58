package dev.servicelab.proxy.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One Service whose type changes while it lives: what is written, and that nothing stays behind.
 */
class TypeChangesTest {
  private static final IptablesPrinter PRINTER = new IptablesPrinter(IpFamily.IPV4);
  private static final String ENDPOINT =
      """
      ---
      kind: EndpointSlice
      metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
      addressType: IPv4
      ports: [{port: 8080}]
      endpoints: [{addresses: [10.244.1.2]}]
      """;

  private static final String CLUSTER_IP =
      """
      kind: Service
      metadata: {name: web}
      spec: {type: ClusterIP, clusterIP: 10.96.0.20, ports: [{port: 80}]}
      """;
  private static final String NODE_PORT =
      CLUSTER_IP.replace("ClusterIP", "NodePort").replace("port: 80", "port: 80, nodePort: 30080");
  private static final String LOAD_BALANCER =
      NODE_PORT.replace("NodePort,", "LoadBalancer,")
          + "status: {loadBalancer: {ingress: [{ip: 198.51.100.1}]}}\n";
  private static final String GUARDED =
      LOAD_BALANCER.replace("spec: {", "spec: {loadBalancerSourceRanges: [192.0.2.0/24], ");

  /** Without a clusterIP: the API server takes it back. */
  private static final String EXTERNAL_NAME =
      """
      kind: Service
      metadata: {name: web}
      spec: {type: ExternalName, externalName: example.org}
      """;

  private static final Map<String, String> TYPES =
      Map.of(
          "ClusterIP", CLUSTER_IP,
          "NodePort", NODE_PORT,
          "LoadBalancer", LOAD_BALANCER,
          "Guarded", GUARDED,
          "ExternalName", EXTERNAL_NAME);

  @Test
  void eachTypeHasItsOwnChainsAndNoneOfTheOneBefore() {
    KernelModel kernel = new KernelModel();
    kernel.restore(batch(KernelRules.parse(""), rules("ClusterIP")));

    assertThat(chains(kernel)).containsExactly("SEP", "SVC");
    assertThat(chains(step(kernel, "ClusterIP", "NodePort"))).containsExactly("EXT", "SEP", "SVC");
    assertThat(chains(step(kernel, "NodePort", "LoadBalancer")))
        .containsExactly("EXT", "SEP", "SVC");
    assertThat(chains(step(kernel, "LoadBalancer", "Guarded")))
        .containsExactly("EXT", "FW", "SEP", "SVC");
    assertThat(chains(step(kernel, "Guarded", "ExternalName"))).isEmpty();
    assertThat(chains(step(kernel, "ExternalName", "ClusterIP"))).containsExactly("SEP", "SVC");
  }

  @ParameterizedTest
  @CsvSource({
    "ClusterIP, NodePort, EXT, nat/KUBE-NODEPORTS",
    "NodePort, ClusterIP, '', nat/KUBE-NODEPORTS",
    "NodePort, LoadBalancer, '', nat/KUBE-SERVICES",
    "LoadBalancer, Guarded, FW, filter/KUBE-PROXY-FIREWALL nat/KUBE-SERVICES",
    "Guarded, LoadBalancer, '', filter/KUBE-PROXY-FIREWALL nat/KUBE-SERVICES",
    "Guarded, ClusterIP, '', filter/KUBE-PROXY-FIREWALL nat/KUBE-NODEPORTS nat/KUBE-SERVICES",
  })
  void theServicesOwnChainsAreNotWrittenAnew(
      String from, String to, String written, String edited) {
    Changes changes = RulesDiff.between(rules(from), rules(to));

    assertThat(changes.written().stream().map(chain -> shortName(chain.id())))
        .as("clients of the ClusterIP notice nothing")
        .isEqualTo(written.isEmpty() ? List.of() : List.of(written));
    assertThat(changes.edited().stream().map(edit -> shortName(edit.chain())))
        .containsExactly(edited.split(" "));
  }

  /** Every change of every kind, also from a kernel that a proxy before this one has left. */
  @Test
  void fromAnyTypeToAnyOther() {
    for (String from : TYPES.keySet()) {
      for (String to : TYPES.keySet()) {
        KernelModel kernel = new KernelModel();
        kernel.restore(batch(KernelRules.parse(""), rules(from)));
        step(kernel, from, to);
      }
    }
  }

  /** Applies one change and checks that both ways of finding it agree and lead to the goal. */
  private static KernelRules step(KernelModel kernel, String from, String to) {
    IptablesRules wanted = rules(to);
    Changes changes = RulesDiff.between(rules(from), wanted);
    assertThat(KernelDiff.between(kernel.save(), wanted).deleted())
        .as("%s to %s", from, to)
        .isEqualTo(changes.deleted());
    kernel.restore(RestoreText.of(changes, PRINTER, RestoreText.ONE_STEP));
    assertThat(KernelDiff.between(kernel.save(), wanted).isEmpty())
        .as("%s to %s", from, to)
        .isTrue();
    return kernel.save();
  }

  private static Set<String> chains(KernelModel kernel) {
    return chains(kernel.save());
  }

  private static Set<String> chains(KernelRules rules) {
    return rules.names().stream()
        .map(TypeChangesTest::shortName)
        .filter(name -> List.of("EXT", "FW", "SEP", "SVC").contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** {@code SVC} for a Service's chain, {@code nat/KUBE-SERVICES} for a chain of the node. */
  private static String shortName(ChainId id) {
    String[] words = id.name().split("-");
    boolean hashed = words.length == 3 && words[2].matches("[A-Z2-7]{16}");
    return hashed ? words[1] : id.table().nativeName() + "/" + id.name();
  }

  private static String batch(KernelRules kernel, IptablesRules wanted) {
    return RestoreText.of(KernelDiff.between(kernel, wanted), PRINTER, RestoreText.ONE_STEP);
  }

  private static IptablesRules rules(String type) {
    return Fixtures.rules(Fixtures.clusterOf(Objects.requireNonNull(TYPES.get(type)) + ENDPOINT));
  }
}
