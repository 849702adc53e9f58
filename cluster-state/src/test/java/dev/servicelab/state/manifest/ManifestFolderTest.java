package dev.servicelab.state.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import dev.servicelab.state.Interest;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.Port;
import dev.servicelab.state.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestFolderTest {
  private static final String WEB =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        ports:
        - port: 80
      """;

  @TempDir private Path folder;

  @Test
  void aShortServiceGetsTheDefaultsAnApiServerWouldGiveIt() throws IOException {
    write("web.yaml", WEB);

    ServiceRecord web = read().services().getFirst();

    assertThat(web.namespace()).isEqualTo("default");
    assertThat(web.type()).isEqualTo(ServiceRecord.Type.CLUSTER_IP);
    assertThat(web.ports()).containsExactly(new Port("", Protocol.TCP, 80, 0));
    assertThat(web.sessionAffinitySeconds()).isEqualTo(OptionalInt.empty());
    assertThat(web.clusterIps())
        .singleElement()
        .asString()
        .matches("10\\.(9[6-9]|10\\d|11[01])\\..*");
  }

  @Test
  void anAllocatedAddressDoesNotMoveWhenOtherServicesCome() throws IOException {
    write("web.yaml", WEB);
    List<String> before = read().services().getFirst().clusterIps();

    write("a.yaml", WEB.replace("web", "another") + "---\n" + WEB.replace("web", "third"));

    assertThat(read().services()).hasSize(3);
    assertThat(read().services().getLast().clusterIps()).isEqualTo(before);
  }

  @Test
  void aNodePortIsAllocatedInItsRangeAndNeverTwice() throws IOException {
    String two =
        """
        kind: Service
        metadata: {name: a}
        spec: {type: NodePort, ports: [{name: x, port: 1}, {name: y, port: 2, nodePort: 30001}]}
        """;
    write("a.yaml", two);

    assertThat(read().services().getFirst().ports())
        .extracting(Port::nodePort)
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= 30_000 && port < 32_768)
        .contains(30_001);
  }

  @Test
  void headlessAndExternalNameServicesGetNoAddress() throws IOException {
    write(
        "a.yaml",
        """
        kind: List
        items:
        - {kind: Service, metadata: {name: h}, spec: {clusterIP: None}}
        - {kind: Service, metadata: {name: x}, spec: {type: ExternalName, externalName: example.org.}}
        """);

    assertThat(read().services()).extracting(ServiceRecord::clusterIps).containsOnly(List.of());
    assertThat(read().services().getFirst().headless()).isTrue();
    assertThat(read().services().getLast().externalName()).isEqualTo("example.org");
  }

  @Test
  void absentConditionsHaveTheirDefaults() throws IOException {
    write(
        "slice.yaml",
        """
        kind: EndpointSlice
        metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
        addressType: IPv4
        ports: [{port: 8080}, {name: none}]
        endpoints:
        - addresses: [10.244.1.2]
        - addresses: [10.244.1.3]
          conditions: {ready: false, serving: true, terminating: true}
          nodeName: node1
          targetRef: {kind: Pod, name: web-b}
        """);

    var slice = read().endpointSlices().getFirst();

    assertThat(slice.serviceName()).isEqualTo("web");
    assertThat(slice.ports()).hasSize(1);
    assertThat(slice.endpoints())
        .extracting(Endpoint::ready, Endpoint::serving, Endpoint::terminating, Endpoint::targetPod)
        .containsExactly(tuple(true, true, false, ""), tuple(false, true, true, "web-b"));
  }

  @Test
  void endpointsBecomeOneSlicePerSubsetAndFamily() throws IOException {
    write(
        "e.yaml",
        """
        kind: Endpoints
        metadata: {name: web}
        subsets:
        - addresses: [{ip: 10.0.0.1}, {ip: 'fd00::1'}]
          notReadyAddresses: [{ip: 10.0.0.2}]
          ports: [{name: http, port: 80}]
        """);

    assertThat(read().endpointSlices())
        .extracting(slice -> slice.endpoints().stream().map(Endpoint::ready).toList())
        .containsExactly(List.of(true, false), List.of(true));
  }

  @Test
  void objectsOfOtherProxiesAndOtherNodesAreLeftOut() throws IOException {
    write(
        "web.yaml",
        WEB.replace(
            "name: web", "name: web, labels: {service.kubernetes.io/service-proxy-name: x}"));
    write(
        "nodes.yaml",
        "kind: Node\nmetadata: {name: node1}\n---\nkind: Node\nmetadata: {name: node2}\n");

    ClusterSnapshot proxied = new ManifestFolder(folder, Interest.proxy("node1")).read(1);
    ClusterSnapshot all = new ManifestFolder(folder, Interest.dns(true)).read(1);

    assertThat(proxied.services()).isEmpty();
    assertThat(proxied.nodes()).extracting(node -> node.name()).containsExactly("node1");
    assertThat(all.services()).hasSize(1);
    assertThat(all.namespaces()).containsExactly("default");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ports: [{port: http}]} | :5: spec.ports[0].port: must be a number, is \"http\"",
        "{ports: [{port: 70000}]} | :5: spec.ports[0].port: must be 1..65535, is 70000",
        "{ports: [{}]} | :5: spec.ports[0].port: is missing",
        "{} | :5: spec.ports: needs at least one port",
        "{type: Cluster, ports: [{port: 1}]} | :5: spec.type: must be one of ClusterIP,"
            + " ExternalName, LoadBalancer, NodePort, is \"Cluster\"",
        "{clusterIP: ten, ports: [{port: 1}]} | :5: spec.clusterIP: \"ten\": is not an IP address",
        "[] | :5: spec: must be a mapping",
        "{ports: } } | :5: is not YAML: ",
      })
  void aWrongManifestIsPointedAt(String spec, String message) throws IOException {
    write(
        "web.yaml",
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  " + spec + "\n");
    assertThatThrownBy(this::read)
        .isInstanceOf(StateException.class)
        .hasMessageStartingWith(folder.resolve("web.yaml") + message);
  }

  @Test
  void twoObjectsOfOneNameAreWrong() throws IOException {
    write("a.yaml", WEB);
    write("b.yaml", WEB);

    assertThatThrownBy(this::read)
        .isInstanceOf(StateException.class)
        .hasMessageEndingWith("b.yaml:3: metadata.name: default/web is there twice");
  }

  @Test
  void aMissingFolderIsNamed() {
    Path missing = folder.resolve("none");

    assertThatThrownBy(() -> new ManifestFolder(missing, Interest.dns(false)).read(1))
        .isInstanceOf(StateException.class)
        .hasMessage(missing + ": is neither a folder nor a file");
  }

  private ClusterSnapshot read() {
    return new ManifestFolder(folder, Interest.dns(false)).read(1);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
