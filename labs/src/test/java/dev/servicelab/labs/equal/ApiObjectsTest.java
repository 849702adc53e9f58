package dev.servicelab.labs.equal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.arena.ArenaNode;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.generated.RandomCluster;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that a made-up cluster says is lost on its way to an API server. */
class ApiObjectsTest {
  private static final int SEEDS = 200;

  @Test
  void theSetsOfARoundShareNoNameAddressOrPort() {
    for (int first = 0; first < SEEDS; first += Renaming.PLACES) {
      Set<Object> taken = new HashSet<>();
      for (int place = 0; place < Renaming.PLACES; place++) {
        Set<Object> own = new HashSet<>();
        services(first + place, place).forEach(service -> own.addAll(unique(service)));
        assertThat(taken).noneMatch(own::contains);
        taken.addAll(own);
      }
      assertThat(taken).isNotEmpty();
    }
  }

  @Test
  void everyFieldOfAServiceArrives() {
    Set<String> seen = new TreeSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      ClusterSnapshot cluster = RandomCluster.of(seed);
      List<Service> services = services(seed, 3);
      for (int at = 0; at < services.size(); at++) {
        assertSame(cluster.services().get(at), services.get(at));
        seen.addAll(fields(services.get(at)));
      }
    }
    assertThat(seen)
        .contains(
            "type=LoadBalancer",
            "type=NodePort",
            "type=ExternalName",
            "None",
            "affinity",
            "internalLocal",
            "externalLocal",
            "sourceRanges",
            "healthCheckNodePort",
            "noNodePorts",
            "ipMode=Proxy",
            "dualStack");
  }

  @Test
  void everyFieldOfASliceArrives() {
    int endpoints = 0;
    int hints = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      ClusterSnapshot cluster = RandomCluster.of(seed);
      List<EndpointSlice> slices = ApiObjects.of(cluster, new Renaming(0)).slices();
      for (int at = 0; at < slices.size(); at++) {
        EndpointSliceRecord record = cluster.endpointSlices().get(at);
        assertThat(slices.get(at).getPorts()).hasSameSizeAs(record.ports());
        for (int index = 0; index < record.endpoints().size(); index++) {
          Endpoint endpoint = slices.get(at).getEndpoints().get(index);
          assertSame(record.endpoints().get(index), endpoint);
          endpoints++;
          hints += endpoint.getHints() == null ? 0 : 1;
        }
      }
    }
    assertThat(endpoints).isGreaterThan(1_000);
    assertThat(hints).isGreaterThan(100);
  }

  private static void assertSame(ServiceRecord record, Service service) {
    var spec = service.getSpec();
    assertThat(spec.getPorts()).hasSameSizeAs(record.ports());
    assertThat(spec.getExternalIPs()).hasSameSizeAs(record.externalIps());
    assertThat(spec.getClusterIPs()).hasSameSizeAs(record.clusterIps());
    assertThat(spec.getLoadBalancerSourceRanges()).isEqualTo(record.loadBalancerSourceRanges());
    assertThat(spec.getPublishNotReadyAddresses()).isEqualTo(record.publishNotReadyAddresses());
    assertThat(service.getStatus().getLoadBalancer().getIngress())
        .hasSameSizeAs(record.loadBalancerIngress());
    assertThat(service.getMetadata().getLabels()).isEqualTo(record.labels());
  }

  private static void assertSame(EndpointSliceRecord.Endpoint record, Endpoint endpoint) {
    assertThat(endpoint.getAddresses()).isEqualTo(record.addresses());
    assertThat(endpoint.getConditions().getReady()).isEqualTo(record.ready() ? null : false);
    assertThat(endpoint.getConditions().getServing()).isEqualTo(record.serving() ? null : false);
    assertThat(endpoint.getConditions().getTerminating())
        .isEqualTo(record.terminating() ? true : null);
    assertThat(ArenaNode.NAME.equals(endpoint.getNodeName()))
        .isEqualTo(RandomCluster.NODE.equals(record.nodeName()));
    if (endpoint.getHints() != null) {
      assertThat(endpoint.getHints().getForZones()).hasSameSizeAs(record.hintZones());
      assertThat(endpoint.getHints().getForNodes()).hasSameSizeAs(record.hintNodes());
    }
  }

  private static List<Service> services(long seed, int place) {
    return ApiObjects.of(RandomCluster.of(seed), new Renaming(place)).services();
  }

  /** What no other Service may have. */
  private static List<Object> unique(Service service) {
    var spec = service.getSpec();
    List<Object> all = new ArrayList<>();
    all.add(service.getMetadata().getNamespace() + "/" + service.getMetadata().getName());
    all.addAll(spec.getExternalIPs());
    spec.getClusterIPs().stream().filter(ip -> !ip.equals("None")).forEach(all::add);
    service.getStatus().getLoadBalancer().getIngress().stream()
        .filter(one -> one.getIp() != null)
        .forEach(one -> all.add(one.getIp()));
    Stream.concat(
            spec.getPorts().stream().map(port -> port.getNodePort()),
            Stream.of(spec.getHealthCheckNodePort()).filter(port -> port != null))
        .filter(port -> port != null)
        .forEach(all::add);
    return all;
  }

  private static Set<String> fields(Service service) {
    var spec = service.getSpec();
    Set<String> fields = new TreeSet<>();
    fields.add("type=" + spec.getType());
    fields.add(String.valueOf(spec.getClusterIP()));
    add(fields, "affinity", spec.getSessionAffinityConfig() != null);
    add(fields, "internalLocal", "Local".equals(spec.getInternalTrafficPolicy()));
    add(fields, "externalLocal", "Local".equals(spec.getExternalTrafficPolicy()));
    add(fields, "sourceRanges", !spec.getLoadBalancerSourceRanges().isEmpty());
    add(fields, "healthCheckNodePort", spec.getHealthCheckNodePort() != null);
    add(fields, "noNodePorts", Boolean.FALSE.equals(spec.getAllocateLoadBalancerNodePorts()));
    add(fields, "dualStack", spec.getIpFamilies().size() == 2);
    service
        .getStatus()
        .getLoadBalancer()
        .getIngress()
        .forEach(one -> fields.add("ipMode=" + one.getIpMode()));
    return fields;
  }

  private static void add(Set<String> fields, String field, boolean there) {
    if (there) {
      fields.add(field);
    }
  }

  @Test
  void addressesStayInTheirRanges() {
    IntStream.range(0, Renaming.PLACES)
        .mapToObj(Renaming::new)
        .forEach(
            renaming -> {
              assertThat(renaming.clusterIp("10.96.16.20")).startsWith("10.96.16.2");
              assertThat(renaming.clusterIp("fd00:10:96::1000")).startsWith("fd00:10:96::1");
              assertThat(renaming.external("192.0.2.1")).matches("198\\.18\\.\\d\\.1");
              assertThat(renaming.external("198.51.100.2")).matches("198\\.19\\.\\d\\.2");
              assertThat(renaming.external("2001:db8:b::100")).startsWith("2001:db8:b:");
              assertThat(renaming.nodePort(0)).isZero();
              assertThat(renaming.nodePort(30_479)).isBetween(30_479, 32_767);
            });
    assertThat(new Renaming(0).external(RandomCluster.NODE_IPV4))
        .isEqualTo(RandomCluster.NODE_IPV4);
    assertThat(new Renaming(1).external(RandomCluster.NODE_IPV4)).isEqualTo("198.17.1.2");
  }
}
