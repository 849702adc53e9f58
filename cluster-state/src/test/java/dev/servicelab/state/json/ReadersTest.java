package dev.servicelab.state.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.ObjectName;
import dev.servicelab.state.PodRecord;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.Ingress;
import dev.servicelab.state.ServiceRecord.Port;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects as the API server sends them, quoted by ' here, and the records made of them. */
class ReadersTest {
  @Test
  void aServiceWithEveryField() throws IOException {
    ApiObject<ServiceRecord> service =
        read(
            """
            {'kind': 'Service', 'apiVersion': 'v1',
             'metadata': {'name': 'web', 'namespace': 'shop', 'uid': 'x', 'resourceVersion': '7',
               'labels': {'a': 'b'}, 'annotations': {'a': '{}'},
               'managedFields': [{'fieldsV1': {'f:spec': {'f:ports': {}}}}]},
             'spec': {
               'type': 'LoadBalancer', 'selector': {'app': 'web'},
               'clusterIP': '10.96.0.1', 'clusterIPs': ['10.96.0.1', 'fd00::1'],
               'externalIPs': ['192.0.2.1'],
               'ports': [{'name': 'dns', 'port': 53, 'protocol': 'UDP', 'targetPort': 'dns',
                 'nodePort': 30053}],
               'sessionAffinity': 'ClientIP',
               'sessionAffinityConfig': {'clientIP': {'timeoutSeconds': 60}},
               'internalTrafficPolicy': 'Local', 'externalTrafficPolicy': 'Local',
               'loadBalancerSourceRanges': [' 192.0.2.0/24 '],
               'healthCheckNodePort': 30000, 'publishNotReadyAddresses': true},
             'status': {'conditions': [{'type': 'x'}], 'loadBalancer': {'ingress': [
               {'ip': '198.51.100.1', 'ipMode': 'Proxy', 'ports': [{'port': 1}]},
               {'hostname': 'lb'}]}}}
            """,
            new ServiceReader());

    assertThat(service.metadata().objectName()).isEqualTo(new ObjectName("shop", "web"));
    assertThat(service.record())
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
  void headlessAndExternalNameServicesHaveNoAddress() throws IOException {
    ServiceRecord headless = service("{'clusterIP': 'None', 'clusterIPs': ['None']}");
    ServiceRecord external =
        service("{'type': 'ExternalName', 'clusterIP': '', 'externalName': 'example.org.'}");

    assertThat(headless.clusterIps()).isEmpty();
    assertThat(headless.headless()).isTrue();
    assertThat(external.externalName()).isEqualTo("example.org");
  }

  @Test
  void anAbsentOrNullFieldHasItsDefault() throws IOException {
    ServiceRecord service =
        service("{'clusterIP': '10.96.0.1', 'clusterIPs': null, 'ports': [{'port': 80}]}");

    assertThat(service.clusterIps()).containsExactly("10.96.0.1");
    assertThat(service.ports()).containsExactly(new Port("", Protocol.TCP, 80, 0));
    assertThat(service.sessionAffinitySeconds()).isEmpty();
    assertThat(service.loadBalancerIngress()).isEmpty();
  }

  @Test
  void aSliceWithAbsentFieldsHasTheirDefaults() throws IOException {
    EndpointSliceRecord slice =
        read(
                """
                {'metadata': {'name': 'web-1', 'namespace': 'shop',
                   'labels': {'kubernetes.io/service-name': 'web'}, 'annotations':
                   {'endpoints.kubernetes.io/last-change-trigger-time': '2026-01-01T00:00:00Z'}},
                 'addressType': 'IPv6', 'ports': [{'port': 80}, {'name': 'none'}],
                 'endpoints': [
                   {'addresses': ['fd00::2'], 'conditions': {'ready': null}},
                   {'addresses': ['fd00::3'],
                    'conditions': {'ready': false, 'serving': true, 'terminating': true},
                    'nodeName': 'node1', 'zone': 'z', 'hostname': 'web-0',
                    'hints': {'forZones': [{'name': 'z'}], 'forNodes': [{'name': 'node1'}]},
                    'targetRef': {'kind': 'Pod', 'name': 'web-0'}},
                   {'addresses': ['fd00::4'], 'targetRef': {'name': 'n', 'kind': 'Node'}}]}
                """,
                new SliceReader())
            .record()
            .orElseThrow();

    assertThat(slice.serviceName()).isEqualTo("web");
    assertThat(slice.lastChangeTriggerTime()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(slice.ports()).containsExactly(new EndpointSliceRecord.Port("", Protocol.TCP, 80));
    assertThat(slice.endpoints())
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
                "web-0"),
            new Endpoint(
                List.of("fd00::4"), true, true, false, "", "", "", Set.of(), Set.of(), ""));
  }

  @Test
  void aSliceOfNamesIsLeftOut() throws IOException {
    assertThat(read("{'metadata': {'name': 'a'}, 'addressType': 'FQDN'}", new SliceReader()))
        .satisfies(
            slice -> {
              assertThat(slice.record()).isEmpty();
              assertThat(slice.metadata().name()).isEqualTo("a");
            });
  }

  @Test
  void nodesPodsAndNamespaces() throws IOException {
    String node =
        """
        {'metadata': {'name': 'node1', 'labels': {'a': 'b'}},
         'spec': {'podCIDRs': ['10.244.0.0/24'],
           'taints': [{'key': 'ToBeDeletedByClusterAutoscaler', 'effect': 'NoSchedule'}]},
         'status': {'addresses': [{'type': 'Hostname', 'address': 'node1'},
           {'type': 'InternalIP', 'address': '172.18.0.2'}], 'images': [{'names': ['x']}]}}
        """;
    String pod =
        """
        {'metadata': {'namespace': 'a', 'name': 'b', 'labels': {'app': 'web'}},
         'status': {'phase': 'Running', 'podIP': '10.244.0.2', 'podIPs': [{'ip': '10.244.0.2'}]}}
        """;
    String ended = pod.replace("Running", "Succeeded");
    String leaving = "{'metadata': {'name': 'n', 'deletionTimestamp': '2026-01-01T00:00:00Z'}}";

    assertThat(read(node, new NodeReader()).record())
        .contains(
            new NodeRecord(
                "node1", Map.of("a", "b"), List.of("172.18.0.2"), List.of("10.244.0.0/24"), true));
    assertThat(read(leaving, new NodeReader()).record()).get().matches(NodeRecord::leaving);
    assertThat(read(pod, new PodReader()).record())
        .contains(new PodRecord("a", "b", List.of("10.244.0.2"), Map.of("app", "web")));
    assertThat(read(ended, new PodReader()).record()).isEmpty();
    assertThat(read(leaving, new NamespaceReader()).record()).contains("n");
  }

  @Test
  void watchEventsOfEachType() throws IOException {
    String object = "'object': {'metadata': {'name': 'n', 'resourceVersion': '8'}}}";

    assertThat(event("{'type': 'ADDED', " + object)).isInstanceOf(WatchEvent.Put.class);
    assertThat(event("{'type': 'MODIFIED', " + object)).isInstanceOf(WatchEvent.Put.class);
    assertThat(event("{'type': 'DELETED', " + object))
        .isInstanceOfSatisfying(
            WatchEvent.Removed.class, gone -> assertThat(gone.metadata().name()).isEqualTo("n"));
    assertThat(event("{'type': 'BOOKMARK', " + object)).isEqualTo(new WatchEvent.Bookmark<>("8"));
    assertThat(event("{'type': 'ERROR', 'object': {'code': 410, 'message': 'too old'}}"))
        .isEqualTo(new WatchEvent.Failed<>(new Status(410, "too old")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'ADDED', 'object': {'metadata': {'name': 'n'",
        "{'type': 'ADDED'}",
        "{'type': 'WHATEVER', 'object': {}}",
        "{'type': 'ADDED', 'object': []}",
        "<html>",
      })
  void whatIsNoWatchEventIsAnError(String text) {
    assertThatThrownBy(() -> event(text)).isInstanceOf(IOException.class);
  }

  @Test
  void textsOfManyObjectsAreOneInstance() throws IOException {
    try (Json json = json("['default', 'default']")) {
      String[] texts = new String[2];
      int[] count = {0};
      assertThat(json.next()).isTrue();
      json.array(() -> texts[count[0]++] = json.sharedText());

      assertThat(texts[0]).isEqualTo("default").isSameAs(texts[1]);
      assertThat(json.next()).isFalse();
    }
  }

  private static ServiceRecord service(String spec) throws IOException {
    String service = "{'metadata': {'namespace': 'a', 'name': 'b'}, 'spec': " + spec + "}";
    Optional<ServiceRecord> record = read(service, new ServiceReader()).record();
    return record.orElseThrow();
  }

  private static WatchEvent<String> event(String text) throws IOException {
    try (Json json = json(text)) {
      json.next();
      return WatchEvent.read(json, NamespaceReader::new);
    }
  }

  private static <R> ApiObject<R> read(String text, RecordReader<R> reader) throws IOException {
    try (Json json = json(text)) {
      json.next();
      return ApiObject.read(json, reader);
    }
  }

  private static Json json(String text) throws IOException {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Json.of(new ByteArrayInputStream(bytes));
  }
}
