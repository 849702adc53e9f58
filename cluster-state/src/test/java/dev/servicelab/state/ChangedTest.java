package dev.servicelab.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.state.generated.RandomCluster;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangedTest {
  @Test
  void fromNothingEverythingIsWritten() {
    ClusterSnapshot cluster = RandomCluster.of(1);

    Changed<ServiceRecord> changed = Changed.services(ClusterSnapshot.empty(), cluster);

    assertThat(changed.written()).isEqualTo(cluster.services()).isNotEmpty();
    assertThat(changed.gone()).isZero();
    assertThat(Changed.services(cluster, ClusterSnapshot.empty()).gone())
        .isEqualTo(cluster.services().size());
    assertThat(Changed.services(cluster, cluster).count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void asComparingTheSetsWouldSay(long seed) {
    ClusterSnapshot before = RandomCluster.of(seed);
    ClusterSnapshot after = RandomCluster.of(seed + 1);

    Changed<EndpointSliceRecord> changed = Changed.endpointSlices(before, after);

    Set<EndpointSliceRecord> written = new HashSet<>(after.endpointSlices());
    written.removeAll(new HashSet<>(before.endpointSlices()));
    assertThat(changed.written()).containsExactlyInAnyOrderElementsOf(written);
    Set<ObjectName> gone = names(before.endpointSlices());
    gone.removeAll(names(after.endpointSlices()));
    assertThat(changed.gone()).isEqualTo(gone.size());
  }

  private static Set<ObjectName> names(List<EndpointSliceRecord> slices) {
    Set<ObjectName> names = new HashSet<>();
    slices.forEach(slice -> names.add(new ObjectName(slice.namespace(), slice.name())));
    return names;
  }
}
