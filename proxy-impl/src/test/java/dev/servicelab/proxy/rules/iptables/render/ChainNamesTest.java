package dev.servicelab.proxy.rules.iptables.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.plan.Endpoint.Hint;
import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as kube-proxy's own tests and real dumps show them. */
class ChainNamesTest {
  @ParameterizedTest
  @CsvSource({
    "ns1, svc1, p80, TCP, XPGD46QRK7WJZT7O",
    "kube-system, kube-dns, dns, UDP, TCOU7JCQXEZGVUNU",
    "kube-system, kube-dns, dns-tcp, TCP, ERIFXISQEP7F7OF4",
    "default, kubernetes, https, TCP, NPX46M4PTMTKRN6Y",
    "default, web, '', TCP, LOLE4ISW44XBNF3G",
  })
  void ofServicePorts(
      String namespace, String service, String port, Protocol protocol, String hash) {
    ServicePortName name = new ServicePortName(namespace, service, port, protocol);

    PortChains chains = new PortChains(name, Layout.CURRENT);
    assertThat(chains.balancing(TrafficPolicy.CLUSTER).name()).isEqualTo("KUBE-SVC-" + hash);
    assertThat(chains.balancing(TrafficPolicy.LOCAL).name()).isEqualTo("KUBE-SVL-" + hash);
    assertThat(chains.external().name()).isEqualTo("KUBE-EXT-" + hash);
    assertThat(chains.firewall().name()).isEqualTo("KUBE-FW-" + hash);
  }

  @ParameterizedTest
  @CsvSource({"10.180.0.1, SXIVWICOYRO3J4NJ", "fd00::1, T5UNFIPVCZXM3U7X"})
  void ofEndpoints(String ip, String hash) {
    ServicePortName name = new ServicePortName("ns1", "svc1", "p80", Protocol.TCP);
    Endpoint endpoint =
        new Endpoint(ip, 80, true, true, false, false, Hint.NONE, Hint.NONE, "svc1-x");

    assertThat(new PortChains(name, Layout.CURRENT).endpoint(endpoint).name())
        .isEqualTo("KUBE-SEP-" + hash);
  }

  @Test
  void fitTheKernel() {
    ServicePortName name = new ServicePortName("n".repeat(63), "s".repeat(63), "p", Protocol.SCTP);

    assertThat(new PortChains(name, Layout.CURRENT).external().name()).hasSizeLessThanOrEqualTo(28);
  }
}
