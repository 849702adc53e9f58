package dev.servicelab.proxy.apply.ipvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.apply.FamilyProxy;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.ipvs.render.IpvsOptions;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.state.ClusterSnapshot;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which tools run in which order, and what the kernel holds then. */
class IpvsFamilyProxyTest {
  private static final String VIP = "10.96.1.1:80";

  private final FakeKernel kernel = new FakeKernel();
  private IpvsFamilyProxy proxy = proxy();

  @BeforeEach
  void theNodeHasAnAddress() {
    kernel.model.own("172.18.0.2");
  }

  @Test
  void theFirstSyncReadsEverythingAndWritesEverything() {
    proxy.sync(cluster(1, 2), false);

    assertThat(kernel.runs())
        .containsExactly(
            "ip address show",
            "ipset save",
            "ipvsadm -Sn",
            "ipset -exist restore",
            "ip -batch -",
            "iptables-save",
            "iptables --version",
            "iptables-restore -w --noflush --counters",
            "ipvsadm -R");
    assertThat(kernel.model.save())
        .contains("-A -t " + VIP + " -s rr\n")
        .contains("-a -t " + VIP + " -r 10.244.1.1:8080 -m -w 1\n")
        .contains("-A -t 172.18.0.2:30001 -s rr\n");
    assertThat(kernel.model.addressShow()).contains("inet 10.96.1.1/32 scope global kube-ipvs0");
    assertThat(kernel.iptables.text())
        .contains("-A KUBE-IPVS-FILTER ")
        .contains("-j KUBE-SERVICES");
  }

  @Test
  void oneMoreEndpointIsOneRunOfOneTool() {
    proxy.sync(cluster(1, 2), false);
    kernel.runs();

    proxy.sync(cluster(1, 2, 3), false);

    assertThat(kernel.runs()).containsExactly("ipvsadm -R");
  }

  @Test
  void nothingNewIsNoRun() {
    proxy.sync(cluster(1, 2), false);
    kernel.runs();

    proxy.sync(cluster(1, 2), false);

    assertThat(kernel.runs()).isEmpty();
  }

  @Test
  void anEndpointWithConnectionsStaysUntilTheLastOneHasEnded() {
    proxy.sync(cluster(1, 2), false);
    kernel.connections.put("10.244.1.2:8080", 3);
    kernel.runs();

    proxy.sync(cluster(1), false);

    assertThat(kernel.runs()).containsExactly("ipvsadm -R", "ipvsadm -Ln");
    assertThat(kernel.model.save()).contains("-a -t " + VIP + " -r 10.244.1.2:8080 -m -w 0\n");
    proxy.sync(cluster(1, 3), false);
    assertThat(kernel.runs()).as("nothing else leaves").containsExactly("ipvsadm -R");
    kernel.connections.clear();
    proxy.sync(cluster(1, 3), true);
    assertThat(kernel.model.save()).doesNotContain("10.244.1.2").contains("10.244.1.3");
  }

  @Test
  void anEndpointWithoutConnectionsGoesAtOnce() {
    proxy.sync(cluster(1, 2), false);

    proxy.sync(cluster(1), false);

    assertThat(kernel.model.save()).doesNotContain("10.244.1.2").contains("10.244.1.1");
  }

  @Test
  void anotherRunOfTheProxyFindsThoseThatWereLeaving() {
    proxy.sync(cluster(1, 2), false);
    kernel.connections.put("10.244.1.2:8080", 1);
    proxy.sync(cluster(1), false);
    kernel.connections.clear();

    proxy = proxy();
    proxy.sync(cluster(1), false);
    proxy.sync(cluster(1), true);

    assertThat(kernel.model.save()).doesNotContain("10.244.1.2");
  }

  @Test
  void whatSomebodyElseHasChangedIsRepaired() {
    proxy.sync(cluster(1, 2), false);
    kernel.model.ipvsadm("-D -t " + VIP + "\n-A -t 198.51.100.9:80 -s wlc\n");
    kernel.model.ip("address del 10.96.1.1/32 dev kube-ipvs0\n");
    kernel.model.ipset("add KUBE-CLUSTER-IP 10.96.9.9,tcp:80\n");

    proxy.sync(cluster(1, 2), true);

    assertThat(kernel.model.save()).contains("-A -t " + VIP).doesNotContain("198.51.100.9");
    assertThat(kernel.model.addressShow()).contains("10.96.1.1/32");
    assertThat(kernel.model.ipsetSave()).doesNotContain("10.96.9.9");
    kernel.runs();
    proxy.sync(cluster(1, 2), true);
    assertThat(kernel.runs())
        .containsExactly("ip address show", "ipset save", "ipvsadm -Sn", "iptables-save");
  }

  @Test
  void aRefusedBatchIsMadeUpForByReadingTheKernel() {
    proxy.sync(cluster(1, 2), false);
    kernel.model.ipvsadm("-D -t " + VIP + "\n");

    proxy.sync(cluster(1, 2, 3), false);

    assertThat(kernel.model.save()).contains("-a -t " + VIP + " -r 10.244.1.3:8080 -m -w 1\n");
  }

  @Test
  void excludedVirtualServersStay() {
    kernel.model.ipvsadm("-A -t 192.0.2.9:80 -s wlc\n-A -t 198.51.100.9:80 -s wlc\n");

    proxy.sync(cluster(1), false);

    assertThat(kernel.model.save()).contains("192.0.2.9:80").doesNotContain("198.51.100.9");
  }

  @Test
  void iptablesModeCarriesTheTrafficUntilTheVirtualServersAreThere() {
    new FamilyProxy(IpFamily.IPV4, Fixtures.NODE1, IptablesOptions.defaults(), kernel)
        .sync(cluster(1, 2), false);
    assertThat(kernel.iptables.text()).contains("KUBE-SEP-");
    kernel.runs();

    proxy.sync(cluster(1, 2), false);

    List<String> runs = kernel.runs();
    assertThat(runs.indexOf("ipvsadm -R"))
        .isBetween(0, runs.indexOf("iptables-restore -w --noflush --counters"));
    assertThat(kernel.iptables.text())
        .doesNotContain("KUBE-SEP-")
        .doesNotContain("KUBE-EXTERNAL-SERVICES")
        .doesNotContain("kubernetes load balancer firewall")
        .doesNotContain("KUBE-PROXY-CANARY")
        .contains("-A INPUT -j KUBE-FIREWALL\n");
  }

  @Test
  void iptablesModeDeletesTheRulesOfThisOne() {
    proxy.sync(cluster(1, 2), false);

    new FamilyProxy(IpFamily.IPV4, Fixtures.NODE1, IptablesOptions.defaults(), kernel)
        .sync(cluster(1, 2), false);

    assertThat(kernel.iptables.text())
        .contains("KUBE-SEP-")
        .doesNotContain("IPVS")
        .doesNotContain("KUBE-NODE-PORT ")
        .doesNotContain("kube-proxy firewall rules")
        .doesNotContain("match-set");
    assertThat(IpvsLeftovers.remove(kernel, List.of())).isEmpty();
    assertThat(kernel.model.save()).isEmpty();
    assertThat(kernel.model.ipsetSave()).isEmpty();
    assertThat(kernel.model.addressShow()).doesNotContain("kube-ipvs0");
  }

  @Test
  void othersVirtualServersStayWhereThisModeHasNeverBeen() {
    kernel.model.ipvsadm("-A -t 192.0.2.9:80 -s wlc\n");

    assertThat(IpvsLeftovers.remove(kernel, List.of())).isEmpty();

    assertThat(kernel.model.save()).contains("192.0.2.9");
  }

  @Test
  void aFullSetIsToldAndDoesNotStopTheOthers() {
    ClusterSnapshot cluster = cluster(1);
    FullSet full = new FullSet(kernel, "KUBE-CLUSTER-IP");
    proxy =
        new IpvsFamilyProxy(
            IpFamily.IPV4, Fixtures.NODE1, IpvsOptions.defaults(), List.of(), List.of(), full);

    assertThatThrownBy(() -> proxy.sync(cluster, false))
        .isInstanceOf(ToolFailed.class)
        .hasMessage(
            "ipset KUBE-CLUSTER-IP: full, its kernel takes no more than 65536 entries; the first"
                + " that does not fit is 10.96.1.1,tcp:80");
    assertThat(kernel.model.ipsetSave()).contains("add KUBE-IPVS-IPS 10.96.1.1");
    assertThat(kernel.model.save()).contains("-A -t " + VIP);
  }

  @Test
  void aRefusedSetIsTold() {
    kernel.refusals.put("ipset -exist", "ipset v7.17: Error in line 1: Kernel error received\n");

    assertThatThrownBy(() -> proxy.sync(cluster(1), false))
        .hasMessage("ipset restore: ipset v7.17: Error in line 1: Kernel error received");
  }

  private IpvsFamilyProxy proxy() {
    return new IpvsFamilyProxy(
        IpFamily.IPV4,
        Fixtures.NODE1,
        IpvsOptions.defaults(),
        List.of(),
        List.of(Cidr.parse("192.0.2.0/24")),
        kernel);
  }

  /** A Service with a node port and these endpoints on another node. */
  private static ClusterSnapshot cluster(int... endpoints) {
    return Fixtures.clusterOf(
        """
        kind: Service
        metadata: {name: a}
        spec: {type: NodePort, clusterIP: 10.96.1.1, ports: [{port: 80, nodePort: 30001}]}
        ---
        kind: EndpointSlice
        metadata: {name: a-1, labels: {kubernetes.io/service-name: a}}
        addressType: IPv4
        ports: [{port: 8080}]
        endpoints:
        """
            + IntStream.of(endpoints)
                .mapToObj("- {addresses: [10.244.1.%d], nodeName: node2}\n"::formatted)
                .collect(Collectors.joining()));
  }
}
