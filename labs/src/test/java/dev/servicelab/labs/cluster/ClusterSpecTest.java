package dev.servicelab.labs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSpecTest {
  private static final ClusterSpec REFERENCE =
      new ClusterSpec(2, Implementation.REFERENCE, Implementation.OWN, Mode.IPTABLES);

  @Test
  void aLabelIsReadBackAsItWasWritten() {
    assertThat(KeptCluster.specLabel(REFERENCE)).isEqualTo("2/reference/own/iptables");
    assertThat(KeptCluster.parseSpec(KeptCluster.specLabel(REFERENCE))).contains(REFERENCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3/own/own/later", "9/own/own/iptables", "3/own", "x/own/own/iptables"})
  void aLabelOfAnotherVersionIsNotRead(String label) {
    assertThat(KeptCluster.parseSpec(label)).isEmpty();
  }

  @Test
  void eachPartIsInstalledFromItsOwnManifest() {
    assertThat(Install.files(REFERENCE))
        .isEqualTo(
            List.of(
                "manifests/install/reference-proxy.yaml",
                "manifests/install/tools.yaml",
                "manifests/install/dns.yaml"));
    assertThat(Install.read(ClusterSpec.DEFAULT).objects().values())
        .hasSize(3)
        .allSatisfy(objects -> assertThat(objects).isNotEmpty());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theModeIsWrittenIntoTheProxysConfigMap(Mode mode) {
    ClusterSpec spec = new ClusterSpec(1, Implementation.REFERENCE, Implementation.OWN, mode);
    assertThat(Install.read(spec).objects().values().stream().flatMap(List::stream))
        .filteredOn(ConfigMap.class::isInstance)
        .extracting(map -> ((ConfigMap) map).getData().get("config.conf"))
        .filteredOn(Objects::nonNull)
        .singleElement(InstanceOfAssertFactories.STRING)
        .containsOnlyOnce("\nmode: \"" + mode.word() + "\"\n");
  }

  @Test
  void peopleReadItInOneLine() {
    assertThat(REFERENCE.describe()).isEqualTo("2 nodes, proxy reference (iptables), dns own");
    assertThat(new ClusterSpec(1, Implementation.OWN, Implementation.OWN, Mode.IPTABLES).describe())
        .startsWith("1 node,");
  }
}
