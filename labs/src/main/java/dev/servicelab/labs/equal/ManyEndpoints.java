package dev.servicelab.labs.equal;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** A Service with more endpoints than a proxy writes comments for. */
final class ManyEndpoints {
  private static final String NAME = "many";

  /** kube-proxy's mode for large clusters begins above 1,000. */
  private static final int SLICES = 11;

  private static final int EACH = 100;

  private ManyEndpoints() {}

  static void write(KubernetesClient client) {
    for (int slice = 0; slice < SLICES; slice++) {
      EndpointSliceBuilder built =
          new EndpointSliceBuilder()
              .withNewMetadata()
              .withName(NAME + "-" + slice)
              .withNamespace(Marker.NAMESPACE)
              .addToLabels("kubernetes.io/service-name", NAME)
              .endMetadata()
              .withAddressType("IPv4")
              .addNewPort()
              .withName("")
              .withPort(80)
              .withProtocol("TCP")
              .endPort();
      for (int endpoint = 0; endpoint < EACH; endpoint++) {
        String address = "10.244.%d.%d".formatted(100 + slice, 1 + endpoint);
        built.addNewEndpoint().withAddresses(address).endEndpoint();
      }
      client.resource(built.build()).create();
    }
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(Marker.NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withSessionAffinity("ClientIP")
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build())
        .create();
  }
}
