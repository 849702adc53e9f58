package dev.servicelab.labs.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.labs.world.PodView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

  private static final List<PodView> PODS =
      List.of(
          new PodView("web-a", "10.244.1.7", "node1", true, false),
          new PodView("web-b", "", "", false, false));

  @Test
  void fillsTextsAtAnyDepthAndNothingElse() {
    Placeholders placeholders = new Placeholders(name -> "$" + name);
    assertThat(
            placeholders.fill(
                Map.of(
                    "host",
                    "web.${NAMESPACE}.svc, ${A}",
                    "list",
                    Arrays.asList(1, null, Map.of("ip", "${B_IP}")))))
        .isEqualTo(
            Map.of(
                "host",
                "web.$NAMESPACE.svc, $A",
                "list",
                Arrays.asList(1, null, Map.of("ip", "$B_IP"))));
  }

  @Test
  void knowsTheAddressesOfPods() {
    assertThat(Placeholders.podAddress("WEB_A_IP", () -> PODS)).isEqualTo("10.244.1.7");
    assertThatThrownBy(() -> Placeholders.podAddress("WEB_B_IP", () -> PODS))
        .isInstanceOf(ManifestFailed.class)
        .hasMessage(
            "nothing is known for ${WEB_B_IP}: pods [web-a (10.244.1.7 on node1, ready), web-b (no"
                + " address, not ready)]");
  }
}
