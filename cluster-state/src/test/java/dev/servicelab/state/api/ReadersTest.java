package dev.servicelab.state.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.PodRecord;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.Ingress;
import dev.servicelab.state.ServiceRecord.Port;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The client's objects as the API server sends them, and the records made of them. */
class ReadersTest {
  @Test
  void aServiceWithEveryField() {
    Service service =
        Serialization.unmarshal(
            """
            kind: Service
            apiVersion: v1
            metadata: {namespace: shop, name: web, labels: {a: b}, resourceVersion: "7"}
            spec:
              type: LoadBalancer
              clusterIP: 10.96.0.1
              clusterIPs: [10.96.0.1, 'fd00::1']
              externalIPs: [192.0.2.1]
              ports: [{name: dns, port: 53, protocol: UDP, nodePort: 30053}]
              sessionAffinity: ClientIP
              sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}
              internalTrafficPolicy: Local
              externalTrafficPolicy: Local
              loadBalancerSourceRanges: [' 192.0.2.0/24 ']
              healthCheckNodePort: 30000
              publishNotReadyAddresses: true
            status:
              loadBalancer: {ingress: [{ip: 198.51.100.1, ipMode: Proxy}, {hostname: lb}]}
            """,
            Service.class);

    assertThat(ServiceReader.read(service))
        .contains(
            new ServiceRecord(
                "shop",
                "web",
                Map.of("a", "b"),
                "7",
                ServiceRecord.Type.LOAD_BALANCER,
                List.of("10.96.0.1", "fd00::1"),
                false,
                List.of("192.0.2.1"),
                "",
                List.of(new Port("dns", Protocol.UDP, 53, 30_053)),
                OptionalInt.of(60),
                TrafficPolicy.LOCAL,
                TrafficPolicy.LOCAL,
                List.of(new Ingress("198.51.100.1", "", true), new Ingress("", "lb", false)),
                List.of("192.0.2.0/24"),
                30_000,
                true));
  }

  @Test
  void headlessAndExternalNameServicesHaveNoAddress() {
    Service headless = service("{clusterIP: None, clusterIPs: [None]}");
    Service external = service("{type: ExternalName, clusterIP: '', externalName: example.org.}");

    assertThat(ServiceReader.read(headless).orElseThrow().clusterIps()).isEmpty();
    assertThat(ServiceReader.read(headless).orElseThrow().headless()).isTrue();
    assertThat(ServiceReader.read(external).orElseThrow().externalName()).isEqualTo("example.org");
  }

  @Test
  void aSliceWithAbsentFieldsHasTheirDefaults() {
    EndpointSlice slice =
        Serialization.unmarshal(
            """
            kind: EndpointSlice
            apiVersion: discovery.k8s.io/v1
            metadata: {namespace: shop, name: web-1, labels: {kubernetes.io/service-name: web}}
            addressType: IPv6
            ports: [{port: 80}, {name: none}]
            endpoints:
            - {addresses: ['fd00::2']}
            - addresses: ['fd00::3']
              conditions: {ready: false, serving: true, terminating: true}
              nodeName: node1
              zone: z
              hostname: web-0
              hints: {forZones: [{name: z}], forNodes: [{name: node1}]}
              targetRef: {kind: Pod, name: web-0}
            """,
            EndpointSlice.class);

    EndpointSliceRecord record = SliceReader.read(slice).orElseThrow();
    assertThat(record.serviceName()).isEqualTo("web");
    assertThat(record.ports()).containsExactly(new EndpointSliceRecord.Port("", Protocol.TCP, 80));
    assertThat(record.endpoints())
        .containsExactly(
            new Endpoint(List.of("fd00::2"), true, true, false, "", "", "", Set.of(), Set.of(), ""),
            new Endpoint(
                List.of("fd00::3"),
                false,
                true,
                true,
                "web-0",
                "node1",
                "z",
                Set.of("z"),
                Set.of("node1"),
                "web-0"));
  }

  @Test
  void aSliceOfNamesIsLeftOut() {
    EndpointSlice slice =
        Serialization.unmarshal(
            """
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: a}
            addressType: FQDN
            """,
            EndpointSlice.class);

    assertThat(SliceReader.read(slice)).isEmpty();
  }

  @Test
  void nodesAndPods() {
    Node node =
        Serialization.unmarshal(
            """
            kind: Node
            apiVersion: v1
            metadata: {name: node1, labels: {a: b}}
            spec: {podCIDRs: [10.244.0.0/24], taints: [{key: ToBeDeletedByClusterAutoscaler, effect: NoSchedule}]}
            status: {addresses: [{type: Hostname, address: node1}, {type: InternalIP, address: 172.18.0.2}]}
            """,
            Node.class);
    Pod pod =
        Serialization.unmarshal(
            """
            kind: Pod
            metadata: {namespace: a, name: b}
            status: {podIPs: [{ip: 10.244.0.2}]}
            """,
            Pod.class);

    assertThat(NodeReader.read(node))
        .contains(
            new NodeRecord(
                "node1", Map.of("a", "b"), List.of("172.18.0.2"), List.of("10.244.0.0/24"), true));
    assertThat(PodReader.read(pod)).contains(new PodRecord("a", "b", List.of("10.244.0.2")));
  }

  private static Service service(String spec) {
    return Serialization.unmarshal(
        "kind: Service\nmetadata: {namespace: a, name: b}\nspec: " + spec + "\n", Service.class);
  }
}
