package dev.servicelab.labs.equal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.state.generated.RandomCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What differs is shown with the objects that it was made of. */
class RoundResultTest {
  @Test
  void aVirtualServerHasNoCommentAndTellsOfItsServiceByItsAddress() {
    ApiObjects objects = ApiObjects.of(RandomCluster.of(1), new Renaming(0));
    String ip =
        objects.services().stream()
            .flatMap(service -> service.getSpec().getClusterIPs().stream())
            .filter(address -> address.contains("."))
            .findFirst()
            .orElseThrow();

    assertThat(shown(objects, "ipvsadm -t " + ip + ":80"))
        .filteredOn(line -> line.contains("kind: \"Service\""))
        .hasSize(1);
    assertThat(shown(objects, "ipvsadm -t " + ip + "9:80"))
        .noneMatch(line -> line.contains("kind: \"Service\""));
  }

  private static List<String> shown(ApiObjects objects, String chain) {
    Difference difference = new Difference(chain, List.of("- -A -s rr"));
    return new RoundResult(
            "as shipped",
            List.of(1L),
            List.of(objects),
            new Comparison(1, Map.of("", List.of(difference))))
        .lines();
  }
}
