package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.PodRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugin {@code metadata}, seen through the lines of {@code log}: CoreDNS's labels. */
class MetadataTest {

  private static final String FORMAT =
      "{/kubernetes/kind} {/kubernetes/namespace} {/kubernetes/service} {/kubernetes/endpoint}"
          + " {/kubernetes/port-name} {/kubernetes/protocol} {/kubernetes/client-pod-name}";

  private static String logged(String plugins, String format, String question) {
    ChainUnderTest dns =
        ChainUnderTest.of(
            ". {\n%s\n log . \"%s\"\n kubernetes cluster.local {\n pods verified\n}\n}"
                .formatted(plugins, format));
    try (LogLines lines = LogLines.of("plugin/log")) {
      dns.dig(question);
      return String.join("\n", lines.all());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          web.shop.svc.cluster.local A              | svc shop web - - - -
          db-0.db.shop.svc.cluster.local A          | svc shop db db-0 - - -
          _sql._tcp.db.shop.svc.cluster.local SRV   | svc shop db - sql tcp -
          absent.nowhere.svc.cluster.local A        | svc nowhere absent - - - -
          10-244-1-5.shop.pod.cluster.local A       | pod shop - 10-244-1-5 - - -
          www.example.com A                         | - - - - - - -
          """)
  void readsTheNameWhetherItExistsOrNot(String question, String line) {
    assertThat(logged("metadata", FORMAT, question)).isEqualTo(line);
  }

  @Test
  void thePodThatAsksHasLabels() {
    ChainUnderTest dns =
        ChainUnderTest.of(
            """
            . {
                metadata
                log . "{/kubernetes/client-namespace} {/kubernetes/client-pod-name} \
            {/kubernetes/client-label/app} {/kubernetes/client-label/app.kubernetes.io/name} \
            {/kubernetes/client-label/absent}"
                kubernetes cluster.local {
                    pods verified
                }
            }
            """,
            new TestProcess(Optional.of(withClient())));

    try (LogLines lines = LogLines.of("plugin/log")) {
      dns.dig("absent.shop.svc.cluster.local A");
      assertThat(lines.all()).containsExactly("shop client web Shop -");
    }
  }

  /** The test cluster and a pod that has the test's own address. */
  private static ClusterSnapshot withClient() {
    ClusterSnapshot all = TestCluster.snapshot();
    PodRecord client =
        new PodRecord(
            "shop",
            "client",
            List.of("127.0.0.1"),
            Map.of("app", "web", "app.kubernetes.io/name", "Shop"));
    return new ClusterSnapshot(
        1, all.services(), all.endpointSlices(), all.nodes(), all.namespaces(), List.of(client));
  }

  @Test
  void withoutThePluginThereIsNone() {
    assertThat(logged("", FORMAT, "web.shop.svc.cluster.local A")).isEqualTo("- - - - - - -");
  }

  @Test
  void onlyForItsZones() {
    assertThat(logged("metadata lab.test", FORMAT, "web.shop.svc.cluster.local A"))
        .isEqualTo("- - - - - - -");
  }

  @Test
  void aNameThatIsNothingSaysSo() {
    assertThat(logged("metadata", "{/kubernetes/parse-error}", "foo.cluster.local A"))
        .contains("'foo' is neither svc nor pod");
  }
}
