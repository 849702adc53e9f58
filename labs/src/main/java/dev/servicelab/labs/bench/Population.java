package dev.servicelab.labs.bench;

import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import dev.servicelab.state.Protocol;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The Services of a measurement: without selectors, so that nobody but us writes their endpoints,
 * and no pod has to exist.
 */
public final class Population {
  /** Where they are. */
  public static final String NAMESPACE = "bench";

  private static final int ENDPOINTS = 3;
  private static final int TARGET_PORT = 8080;
  private static final int WRITERS = 12;

  /** The first endpoints' addresses are in 10.128.0.0/9, those that come by a change below. */
  private static final int FIRST_RANGE = 128;

  private static final int FRESH_RANGE = 64;

  private final KubernetesClient client;
  private int size;
  private int freshAddresses;

  /** Nobody yet. */
  public Population(KubernetesClient client) {
    this.client = client;
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
  }

  /** How many Services there are, but for those added one by one. */
  public int size() {
    return size;
  }

  /**
   * Makes Services until there are so many.
   *
   * @param told how many there are, now and then
   */
  public void growTo(int target, IntConsumer told) {
    AtomicInteger done = new AtomicInteger(size);
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      CompletableFuture.allOf(
              IntStream.range(size, target)
                  .mapToObj(
                      index ->
                          CompletableFuture.runAsync(() -> write(index), writers)
                              .thenRun(() -> told.accept(done.incrementAndGet())))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
    size = target;
  }

  /** The chain of a Service: when it exists, the rules of all do, as they come in one batch. */
  static String chain(int index) {
    return ChainNames.service(port(index));
  }

  /** The address and port of a Service that is there. */
  String virtualServer(int index) {
    return client
            .services()
            .inNamespace(NAMESPACE)
            .withName(name(index))
            .get()
            .getSpec()
            .getClusterIP()
        + ":80";
  }

  /** The first endpoint of a Service, with its port. */
  static String endpoint(int index) {
    return address(index * ENDPOINTS, FIRST_RANGE) + ":" + TARGET_PORT;
  }

  /** Gives the last endpoint of a Service an address that nobody had. */
  Change changeEndpoint(int index) {
    String address = freshAddress();
    EndpointSlice slice = slice(index, address);
    return new Change(
        index,
        address + ":" + TARGET_PORT,
        ChainNames.endpoint(port(index), address + ":" + TARGET_PORT),
        () -> client.resource(slice).update());
  }

  /** Writes the EndpointSlice of a Service that is not there yet. */
  void addSlice(int index) {
    client.resource(slice(index, freshAddress())).create();
  }

  /** Writes a Service. */
  Change addService(int index) {
    Service service = service(index);
    return new Change(
        index, endpoint(index), chain(index), () -> client.resource(service).create());
  }

  /** Deletes a Service, and leaves its EndpointSlice. */
  void deleteService(int index) {
    client.resource(service(index)).delete();
  }

  /** Deletes the EndpointSlice of a Service that is gone. */
  void deleteSlice(int index) {
    client.discovery().v1().endpointSlices().inNamespace(NAMESPACE).withName(name(index)).delete();
  }

  private void write(int index) {
    client.resource(service(index)).create();
    client.resource(slice(index, address(index * ENDPOINTS + 2, FIRST_RANGE))).create();
  }

  private String freshAddress() {
    return address(freshAddresses++, FRESH_RANGE);
  }

  private static String address(int number, int range) {
    return "10.%d.%d.%d".formatted(range + number / 64_000, number / 250 % 256, 1 + number % 250);
  }

  private static Service service(int index) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name(index))
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withNewSpec()
        .addNewPort()
        .withName("http")
        .withPort(80)
        .withNewTargetPort(TARGET_PORT)
        .endPort()
        .endSpec()
        .build();
  }

  private static EndpointSlice slice(int index, String last) {
    EndpointSliceBuilder slice =
        new EndpointSliceBuilder()
            .withNewMetadata()
            .withName(name(index))
            .withNamespace(NAMESPACE)
            .addToLabels("kubernetes.io/service-name", name(index))
            .endMetadata()
            .withAddressType("IPv4")
            .addNewPort()
            .withName("http")
            .withPort(TARGET_PORT)
            .withProtocol("TCP")
            .endPort();
    for (int number = index * ENDPOINTS; number < index * ENDPOINTS + ENDPOINTS - 1; number++) {
      slice.addNewEndpoint().withAddresses(address(number, FIRST_RANGE)).endEndpoint();
    }
    return slice.addNewEndpoint().withAddresses(last).endEndpoint().build();
  }

  /** The name of a Service. */
  public static String name(int index) {
    return "web-" + index;
  }

  private static ServicePortName port(int index) {
    return new ServicePortName(NAMESPACE, name(index), "http", Protocol.TCP);
  }

  /**
   * A write that a kernel shows.
   *
   * @param service the number of the Service that it is about
   * @param endpoint an endpoint that the Service has afterwards, with its port
   * @param chain the chain that exists afterwards
   * @param write writes
   */
  record Change(int service, String endpoint, String chain, Runnable write) {}
}
