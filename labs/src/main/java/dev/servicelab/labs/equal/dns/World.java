package dev.servicelab.labs.equal.dns;

import dev.servicelab.labs.arena.DnsArena;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The objects that both are asked about: those of {@code objects.yaml}, and what is too long. */
final class World {
  private static final String SERVICE_NAME = "kubernetes.io/service-name";
  private static final int EACH = 100;

  private final KubernetesClient client;

  World(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Writes everything.
   *
   * @param dnsAddresses the addresses of the DNS servers, which are endpoints of kube-dns
   */
  void write(DnsArena arena, List<String> dnsAddresses) {
    List<HasMetadata> objects = objects();
    arena.apply(objects);
    objects.stream().filter(Pod.class::isInstance).map(Pod.class::cast).forEach(this::report);
    slice("kube-system", "kube-dns", 0, dnsAddresses);
    crowd("shop", "big", 3, EACH);
    crowd("shop", "forty", 1, 40);
    crowd("shop", "twenty", 1, 20);
  }

  private static List<HasMetadata> objects() {
    byte[] yaml = Resources.text("objects.yaml").getBytes(StandardCharsets.UTF_8);
    Object parsed = new KubernetesSerialization().unmarshal(new ByteArrayInputStream(yaml));
    return ((Collection<?>) parsed).stream().map(HasMetadata.class::cast).toList();
  }

  /** Says of a pod what kubelet would: the API takes no status with the rest of it. */
  private void report(Pod pod) {
    client
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            client.getKubernetesSerialization().asJson(Map.of("status", pod.getStatus())));
  }

  private void crowd(String namespace, String service, int slices, int each) {
    for (int slice = 0; slice < slices; slice++) {
      String range = "10.244.%d.".formatted(100 + slices * 10 + slice + each);
      List<String> addresses = IntStream.rangeClosed(1, each).mapToObj(i -> range + i).toList();
      slice(namespace, service, slice, addresses);
    }
  }

  private void slice(String namespace, String service, int number, List<String> addresses) {
    EndpointSliceBuilder slice =
        new EndpointSliceBuilder()
            .withNewMetadata()
            .withName(service + "-" + number)
            .withNamespace(namespace)
            .addToLabels(SERVICE_NAME, service)
            .endMetadata()
            .withAddressType("IPv4")
            .addNewPort()
            .withName("dns")
            .withPort(53)
            .withProtocol("UDP")
            .endPort();
    addresses.forEach(address -> slice.addNewEndpoint().withAddresses(address).endEndpoint());
    client.resource(slice.build()).create();
  }
}
