package dev.servicelab.labs.equal;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The made-up objects in the API server: each round takes the place of the one before, in the same
 * namespaces and under the same names, so that proxies also have to get rid of what was.
 */
final class Sets {
  private static final int WRITERS = 12;

  private final KubernetesClient client;
  private List<Service> services = List.of();
  private List<EndpointSlice> slices = List.of();

  /** Makes the namespaces. */
  Sets(KubernetesClient client) {
    this.client = client;
    Stream.concat(
            Stream.of(Marker.NAMESPACE),
            Stream.iterate(0, place -> place + 1)
                .limit(Renaming.PLACES)
                .flatMap(
                    place ->
                        Stream.of("default", "shop", "team-a").map(new Renaming(place)::namespace)))
        .forEach(this::createNamespace);
  }

  /** Writes sets instead of those before; they have nothing in common. */
  void write(List<ApiObjects> sets) {
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      // A Service's addresses and ports are free when it is gone.
      all(writers, services, service -> client.resource(service).delete());
      all(writers, slices, slice -> client.resource(slice).delete());
      services = sets.stream().flatMap(set -> set.services().stream()).toList();
      slices = sets.stream().flatMap(set -> set.slices().stream()).toList();
      List<Runnable> writes = new ArrayList<>();
      services.forEach(service -> writes.add(() -> create(service)));
      slices.forEach(slice -> writes.add(() -> client.resource(slice).create()));
      all(writers, writes, Runnable::run);
    }
  }

  private void create(Service service) {
    client.resource(service).create();
    if (!service.getStatus().getLoadBalancer().getIngress().isEmpty()) {
      client
          .services()
          .inNamespace(service.getMetadata().getNamespace())
          .withName(service.getMetadata().getName())
          .subresource("status")
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              client.getKubernetesSerialization().asJson(Map.of("status", service.getStatus())));
    }
  }

  private void createNamespace(String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  private static <T> void all(ExecutorService writers, Collection<T> things, Consumer<T> write) {
    CompletableFuture.allOf(
            things.stream()
                .map(thing -> CompletableFuture.runAsync(() -> write.accept(thing), writers))
                .toArray(CompletableFuture[]::new))
        .join();
  }
}
