package dev.servicelab.dns.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.records.options.Choices;
import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.dns.records.options.RecordOptions.PodMode;
import dev.servicelab.dns.records.rules.RecordSet;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.PodRecord;
import dev.servicelab.state.generated.Mutation;
import dev.servicelab.state.generated.RandomCluster;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A view made step by step is the same as one made at once, and shares what has not changed. */
class RecordViewTest {

  private static final Name ZONE = Name.fromConstantString("cluster.local.");
  private static final List<Name> ZONES =
      List.of(ZONE, Name.fromConstantString("in-addr.arpa."), Name.fromConstantString("ip6.arpa."));
  private static final long START = 1_000;

  private static RecordOptions options(Choices choices) {
    return new RecordOptions(
        ZONES,
        5,
        PodMode.VERIFIED,
        true,
        true,
        true,
        true,
        Set.of(),
        Set.of("10.244.1.1"),
        choices);
  }

  /** The random cluster with the namespaces it uses, and a pod for some of the endpoints. */
  private static ClusterSnapshot whole(ClusterSnapshot cluster) {
    List<String> namespaces =
        Stream.concat(
                cluster.services().stream().map(service -> service.namespace()),
                cluster.endpointSlices().stream().map(EndpointSliceRecord::namespace))
            .distinct()
            .sorted()
            .toList();
    TreeMap<String, PodRecord> pods = new TreeMap<>();
    for (EndpointSliceRecord slice : cluster.endpointSlices()) {
      slice.endpoints().stream()
          .filter(endpoint -> !endpoint.targetPod().isEmpty())
          .forEach(
              endpoint ->
                  pods.put(
                      slice.namespace() + "/" + endpoint.targetPod(),
                      new PodRecord(
                          slice.namespace(), endpoint.targetPod(), endpoint.addresses())));
    }
    List<PodRecord> sorted =
        pods.values().stream()
            .sorted(Comparator.comparing(PodRecord::namespace).thenComparing(PodRecord::name))
            .toList();
    return new ClusterSnapshot(
        cluster.revision(),
        cluster.services(),
        cluster.endpointSlices(),
        cluster.nodes(),
        namespaces,
        sorted);
  }

  private static RecordView fromScratch(ClusterSnapshot cluster, RecordOptions options) {
    return RecordView.empty(options, START).next(cluster, START);
  }

  /** Everything a view can be asked for: all names met on the walk, and all addresses. */
  private static Map<Name, Map<Integer, RecordSet>> everything(RecordView view) {
    Map<Name, Map<Integer, RecordSet>> all = new HashMap<>();
    ZONES.forEach(zone -> all.putAll(view.zoneNames(zone)));
    view.fragments().forEach(fragment -> all.putAll(view.records(fragment, ZONE)));
    view.fragments().stream()
        .flatMap(fragment -> fragment.addresses(view.options()).stream())
        .forEach(
            address ->
                all.put(
                    Name.fromConstantString("a" + address.high() + "-" + address.low() + "."),
                    Map.of(
                        Type.PTR,
                        new RecordSet(
                            view.reverse().targets(address).stream()
                                .<Record>map(name -> new PTRRecord(name, 1, 5, name))
                                .toList(),
                            List.of()))));
    return all;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void stepByStepIsTheSameAsAtOnce(long seed) {
    for (Choices choices : List.of(Choices.OURS, Choices.COREDNS)) {
      RecordOptions options = options(choices);
      ClusterSnapshot cluster = RandomCluster.of(seed);
      Mutation mutation = new Mutation(seed);
      RecordView view = fromScratch(whole(cluster), options);
      Map<Name, Map<Integer, RecordSet>> said = withoutSerial(view);
      for (int step = 0; step < 25; step++) {
        cluster = mutation.of(cluster);
        ClusterSnapshot now = whole(cluster);
        RecordView before = view;
        view = before.next(now, START + step + 1);

        Map<Name, Map<Integer, RecordSet>> answers = withoutSerial(view);
        assertThat(answers).isEqualTo(withoutSerial(fromScratch(now, options)));
        if (!answers.equals(said)) {
          assertThat(view.serial()).isGreaterThan(before.serial());
        }
        said = answers;
      }
    }
  }

  private static Map<Name, Map<Integer, RecordSet>> withoutSerial(RecordView view) {
    Map<Name, Map<Integer, RecordSet>> all = everything(view);
    ZONES.forEach(
        zone ->
            all.computeIfPresent(
                zone,
                (name, types) ->
                    types.entrySet().stream()
                        .filter(type -> type.getKey() != Type.SOA)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    return all;
  }

  @Test
  void whatHasNotChangedIsTheSameInstance() {
    ClusterSnapshot cluster = RandomCluster.of(7);
    Mutation mutation = new Mutation(7);
    RecordView view = fromScratch(whole(cluster), options(Choices.OURS));
    int shared = 0;
    for (int step = 0; step < 50; step++) {
      cluster = mutation.of(cluster);
      RecordView next = view.next(whole(cluster), START);
      Set<ServiceFragment> before = Collections.newSetFromMap(new IdentityHashMap<>());
      before.addAll(view.fragments());
      long fresh = next.fragments().stream().filter(fragment -> !before.contains(fragment)).count();
      shared += next.fragments().size() - (int) fresh;
      assertThat(fresh).isLessThanOrEqualTo(2);
      view = next;
    }
    assertThat(shared).isGreaterThan(100);
  }

  @Test
  void aNewVersionOfTheSameContentKeepsTheSerial() {
    ClusterSnapshot cluster = whole(RandomCluster.of(3));
    RecordView view = fromScratch(cluster, options(Choices.OURS));
    List<EndpointSliceRecord> touched =
        cluster.endpointSlices().stream().map(RecordViewTest::touched).toList();
    ClusterSnapshot later =
        new ClusterSnapshot(
            2, cluster.services(), touched, cluster.nodes(), cluster.namespaces(), cluster.pods());

    assertThat(touched).isNotEmpty().isNotEqualTo(cluster.endpointSlices());
    assertThat(view.next(later, START + 60).serial()).isEqualTo(START);
  }

  private static EndpointSliceRecord touched(EndpointSliceRecord slice) {
    return new EndpointSliceRecord(
        slice.namespace(),
        slice.name(),
        slice.serviceName(),
        slice.labels(),
        slice.resourceVersion() + "1",
        slice.lastChangeTriggerTime(),
        slice.addressType(),
        slice.ports(),
        slice.endpoints());
  }

  @Test
  void addressesAreFoundByWhatTheyBeginWith() {
    TreeMap<Address, List<String>> changes = new TreeMap<>();
    for (String text : List.of("10.96.0.1", "10.96.0.20", "10.244.1.5", "fd00::1")) {
      changes.put(Address.of(text).orElseThrow(), List.of(text));
    }
    AddressIndex<String> index = AddressIndex.<String>empty().with(changes);

    assertThat(index.at(Address.of("10.96.0.20").orElseThrow())).containsExactly("10.96.0.20");
    assertThat(index.at(Address.of("10.96.0.21").orElseThrow())).isEmpty();
    assertThat(under(index, "96.10.in-addr.arpa.")).containsExactly("10.96.0.1", "10.96.0.20");
    assertThat(under(index, "10.in-addr.arpa.")).hasSize(3);
    assertThat(under(index, "0.0.d.f.ip6.arpa.")).containsExactly("fd00::1");
    assertThat(under(index, "97.10.in-addr.arpa.")).isEmpty();
    assertThat(ReverseName.parse(Name.fromConstantString("256.10.in-addr.arpa."))).isEmpty();
    assertThat(ReverseName.parse(Name.fromConstantString("01.10.in-addr.arpa."))).isEmpty();
  }

  private static Set<String> under(AddressIndex<String> index, String name) {
    ReverseName range = ReverseName.parse(Name.fromConstantString(name)).orElseThrow();
    return index
        .between(range.first(), range.last())
        .flatMap(one -> one.getValue().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
