package dev.servicelab.labs.bench.dns;

import dev.servicelab.labs.bench.Population;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** A headless Service with fifty endpoints. */
final class Crowd {
  /** Its name. */
  static final String NAME = "crowd";

  private static final int ENDPOINTS = 50;

  private Crowd() {}

  static void create(KubernetesClient client) {
    Service service =
        new ServiceBuilder()
            .withNewMetadata()
            .withName(NAME)
            .withNamespace(Population.NAMESPACE)
            .endMetadata()
            .withNewSpec()
            .withClusterIP("None")
            .addNewPort()
            .withName("http")
            .withPort(80)
            .endPort()
            .endSpec()
            .build();
    client.resource(service).create();
    EndpointSliceBuilder slice =
        new EndpointSliceBuilder()
            .withNewMetadata()
            .withName(NAME)
            .withNamespace(Population.NAMESPACE)
            .addToLabels("kubernetes.io/service-name", NAME)
            .endMetadata()
            .withAddressType("IPv4")
            .addNewPort()
            .withName("http")
            .withPort(80)
            .withProtocol("TCP")
            .endPort();
    for (int number = 1; number <= ENDPOINTS; number++) {
      slice.addNewEndpoint().withAddresses("10.63.0." + number).endEndpoint();
    }
    client.resource(slice.build()).create();
  }
}
