package dev.servicelab.state.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.Endpoint;
import dev.servicelab.state.Protocol;
import dev.servicelab.state.Proxied;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.ServiceRecord.Port;
import dev.servicelab.state.ServiceRecord.TrafficPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Made-up clusters can be had again, could exist, and hold what proxies may stumble over. */
class RandomClusterTest {
  private static final int SEEDS = 300;

  @Test
  void theSameSeedGivesTheSameCluster() {
    assertThat(RandomCluster.of(7)).isEqualTo(RandomCluster.of(7));
    assertThat(clusters().distinct().count()).isEqualTo(SEEDS);
  }

  @Test
  void everyFieldOccursInEveryWay() {
    Map<String, Predicate<ServiceRecord>> wanted = new HashMap<>();
    for (ServiceRecord.Type type : ServiceRecord.Type.values()) {
      wanted.put(type.name(), one -> one.type() == type);
    }
    for (Protocol protocol : Protocol.values()) {
      wanted.put(protocol.name(), one -> has(one, port -> port.protocol() == protocol));
    }
    wanted.put("unnamed port", one -> has(one, port -> port.name().isEmpty()));
    wanted.put("headless", ServiceRecord::headless);
    wanted.put("dual-stack", one -> one.clusterIps().size() == 2);
    wanted.put("affinity", one -> one.sessionAffinitySeconds().isPresent());
    wanted.put("another's", one -> !Proxied.test(one.labels()));
    wanted.put("internal Local", one -> one.internalTrafficPolicy() == TrafficPolicy.LOCAL);
    wanted.put("external Local", one -> one.externalTrafficPolicy() == TrafficPolicy.LOCAL);
    wanted.put("health check", one -> one.healthCheckNodePort() != 0);
    wanted.put("ranges", one -> one.loadBalancerSourceRanges().size() > 1);
    wanted.put("everybody", one -> one.loadBalancerSourceRanges().contains("0.0.0.0/0"));
    wanted.put(
        "ipMode Proxy", one -> one.loadBalancerIngress().stream().anyMatch(i -> i.proxyMode()));
    wanted.put(
        "host name", one -> one.loadBalancerIngress().stream().anyMatch(i -> i.ip().isEmpty()));
    wanted.put("external IPs", one -> one.externalIps().size() > 1);
    wanted.put("the node's own IP", one -> one.externalIps().contains(RandomCluster.NODE_IPV4));
    wanted.put(
        "no node ports",
        one ->
            one.type() == ServiceRecord.Type.LOAD_BALANCER
                && has(one, port -> port.nodePort() == 0));
    wanted.put(
        "one node port, two protocols",
        one ->
            one.ports().stream().mapToInt(Port::nodePort).filter(p -> p != 0).distinct().count()
                < one.ports().stream().filter(p -> p.nodePort() != 0).count());
    List<ServiceRecord> services = clusters().flatMap(c -> c.services().stream()).toList();

    assertThat(wanted)
        .allSatisfy(
            (what, test) ->
                assertThat(services.stream().filter(test).count()).as(what).isGreaterThan(5));
  }

  @Test
  void endpointsOccurInEveryState() {
    Map<String, Predicate<Endpoint>> wanted =
        Map.of(
            "ready", Endpoint::ready,
            "terminating but serving", one -> !one.ready() && one.serving() && one.terminating(),
            "terminating", one -> !one.serving() && one.terminating(),
            "not ready", one -> !one.ready() && !one.serving() && !one.terminating(),
            "local", one -> one.nodeName().equals(RandomCluster.NODE),
            "nowhere", one -> one.nodeName().isEmpty(),
            "hint for the zone", one -> one.hintZones().contains("zone-a"),
            "hint for the node", one -> one.hintNodes().contains(RandomCluster.NODE),
            "several addresses", one -> one.addresses().size() > 1,
            "the node itself", one -> one.addresses().getFirst().equals(RandomCluster.NODE_IPV4));
    List<Endpoint> endpoints =
        clusters()
            .flatMap(c -> c.endpointSlices().stream())
            .flatMap(slice -> slice.endpoints().stream())
            .toList();

    assertThat(wanted)
        .allSatisfy(
            (what, test) ->
                assertThat(endpoints.stream().filter(test).count()).as(what).isGreaterThan(5));
  }

  @Test
  void anEndpointMayBeInSeveralSlices() {
    assertThat(clusters().filter(RandomClusterTest::hasDuplicates).count()).isGreaterThan(20);
  }

  @Test
  void noTwoServicesShareAnAddressOrANodePort() {
    Stream<ClusterSnapshot> changed =
        LongStream.range(0, 40)
            .mapToObj(seed -> after(new Mutation(seed), RandomCluster.of(seed), 30));

    assertThat(Stream.concat(clusters(), changed))
        .allSatisfy(
            cluster -> {
              Set<Object> taken = new HashSet<>();
              cluster.services().forEach(one -> assertThat(own(one)).allMatch(taken::add));
            });
  }

  @Test
  void aMutationIsSmall() {
    ClusterSnapshot before = RandomCluster.of(11);
    ClusterSnapshot after = new Mutation(1).of(before);

    assertThat(after.sameObjects(before)).isFalse();
    assertThat(after.revision()).isEqualTo(2);
    assertThat(after).isEqualTo(new Mutation(1).of(before));
    Set<ServiceRecord> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(before.services());
    Set<ServiceRecord> later = Collections.newSetFromMap(new IdentityHashMap<>());
    later.addAll(after.services());
    kept.retainAll(later);
    assertThat(kept).hasSizeGreaterThanOrEqualTo(before.services().size() - 1);
  }

  @Test
  void aProxyDoesNotSeeWhatIsAnothers() {
    long hidden =
        clusters()
            .mapToLong(c -> c.services().size() - RandomCluster.proxied(c).services().size())
            .sum();

    assertThat(hidden).isPositive();
  }

  private static Stream<ClusterSnapshot> clusters() {
    return LongStream.range(0, SEEDS).mapToObj(RandomCluster::of);
  }

  private static ClusterSnapshot after(Mutation mutation, ClusterSnapshot first, int changes) {
    return Stream.iterate(first, mutation::of).skip(changes).findFirst().orElseThrow();
  }

  private static boolean has(ServiceRecord service, Predicate<Port> port) {
    return service.ports().stream().anyMatch(port);
  }

  /** What must be its own: addresses, and node ports, each only once even over its protocols. */
  private static Set<Object> own(ServiceRecord service) {
    Set<Object> own = new HashSet<>(service.clusterIps());
    own.addAll(service.externalIps());
    service.loadBalancerIngress().stream()
        .filter(i -> !i.ip().isEmpty())
        .forEach(i -> own.add(i.ip()));
    service.ports().stream().filter(p -> p.nodePort() != 0).forEach(p -> own.add(p.nodePort()));
    if (service.healthCheckNodePort() != 0) {
      own.add(service.healthCheckNodePort());
    }
    return own;
  }

  private static boolean hasDuplicates(ClusterSnapshot cluster) {
    Map<String, List<String>> addresses = new HashMap<>();
    for (EndpointSliceRecord slice : cluster.endpointSlices()) {
      List<String> known =
          addresses.computeIfAbsent(
              slice.namespace() + slice.serviceName(), k -> new ArrayList<>());
      slice.endpoints().forEach(one -> known.add(one.addresses().getFirst()));
    }
    return addresses.values().stream().anyMatch(all -> all.size() > Set.copyOf(all).size());
  }
}
