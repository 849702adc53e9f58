package dev.servicelab.proxy.rules.iptables.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shapes of earlier eras do with fields the articles do not use. */
class LayoutTest {

  @Test
  void localPolicyHasAChainOfItsOwn() {
    assertThat(chain("local-policy", Layout.V1_23, "KUBE-XLB-REL6HL75SFIAEQB5"))
        .containsExactly(
            "-s 10.244.0.0/16 -m comment --comment \"Redirect pods trying to reach external"
                + " loadbalancer VIP to clusterIP\" -j KUBE-SVC-REL6HL75SFIAEQB5",
            "-m comment --comment \"masquerade LOCAL traffic for default/here:http LB IP\""
                + " -m addrtype --src-type LOCAL -j KUBE-MARK-MASQ",
            "-m comment --comment \"route LOCAL traffic for default/here:http LB IP to service"
                + " chain\" -m addrtype --src-type LOCAL -j KUBE-SVC-REL6HL75SFIAEQB5",
            "-m comment --comment \"Balancing rule 0 for default/here:http\""
                + " -j KUBE-SEP-F37LSHXHGYY67UZG");
  }

  @ParameterizedTest
  @CsvSource({"CURRENT, KUBE-PROXY-FIREWALL\"", "V1_23, KUBE-MARK-DROP", "V1_9, KUBE-MARK-DROP"})
  void whoIsLeftOverIsMarkedToBeDropped(Layout layout, String last) {
    assertThat(chain("source-ranges", layout, "KUBE-FW-").getLast()).endsWith(last);
  }

  @Test
  void aNodePortLikeTheClusterPortMarksOnlyItsOwn() {
    NodePlan plan =
        Fixtures.plan(
            Fixtures.clusterOf(
                """
                kind: Service
                metadata: {name: web}
                spec: {type: NodePort, clusterIP: 10.96.0.20, ports: [{port: 30000, nodePort: 30000}]}
                ---
                kind: EndpointSlice
                metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
                addressType: IPv4
                ports: [{port: 80}]
                endpoints: [{addresses: [10.244.1.2]}]
                """));
    String text = print(plan, Layout.V1_23);

    assertThat(text)
        .contains(
            "-A KUBE-NODEPORTS -p tcp -m comment --comment \"default/web\" -m tcp --dport 30000"
                + " -j KUBE-MARK-MASQ\n")
        .doesNotContain(
            "-A KUBE-SVC-LOLE4ISW44XBNF3G -p tcp -m comment --comment \"default/web\" -m tcp");
  }

  @Test
  void whatTheEraLackedIsTold() {
    NodePlan plan = Fixtures.plan(Fixtures.cluster("affinity"));

    assertThat(LayoutWarning.about(Layout.CURRENT, plan)).isEmpty();
    assertThat(LayoutWarning.about(Layout.V1_9, plan))
        .contains(
            "layout v1.9: rendered as in current, as that era had nothing for it:"
                + " internalTrafficPolicy Local of default/cart-local;"
                + " protocol SCTP of default/trunk:sctp");
  }

  private static List<String> chain(String folder, Layout layout, String chain) {
    return print(Fixtures.plan(Fixtures.cluster(folder)), layout)
        .lines()
        .filter(line -> line.startsWith("-A " + chain))
        .map(line -> line.substring(line.indexOf(' ', 3) + 1))
        .toList();
  }

  private static String print(NodePlan plan, Layout layout) {
    IptablesOptions options = IptablesOptions.defaults().with(layout);
    return new IptablesPrinter(IpFamily.IPV4).print(new IptablesRenderer(options).render(plan));
  }
}
