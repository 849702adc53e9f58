package dev.servicelab.labs.steps.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.world.EndpointView;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointHints;
import io.fabric8.kubernetes.api.model.discovery.v1.ForNode;
import java.util.List;

/** What an EndpointSlice says of an endpoint, beyond its address. */
public final class EndpointConditionSteps {
  private final Scene scene;
  private final Pods pods;

  /**
   * @param scene the scenario
   * @param pods its pods
   */
  public EndpointConditionSteps(Scene scene, Pods pods) {
    this.scene = scene;
    this.pods = pods;
  }

  /** The pod's deletion has begun, its probes still succeed (KEP-1669). */
  @Then(
      "the EndpointSlices of the Service {string} say of {pods}: not ready, but serving and"
          + " terminating")
  public void servingAndTerminating(String service, List<String> names) {
    EndpointConditions wanted = new EndpointConditions(false, true, true);
    scene
        .settling("endpoints")
        .see(
            "%s serve and terminate".formatted(names),
            scene.timeouts().endpoints(),
            () -> endpoints(service, names),
            found ->
                assertThat(found)
                    .hasSameSizeAs(names)
                    .extracting(Endpoint::getConditions)
                    .containsOnly(wanted));
  }

  /** The controller has written down for whom each pod is meant: for its own node. */
  @Then("the EndpointSlices of the Service {string} hint at each pod's own node")
  public void hintAtOwnNode(String service) {
    scene
        .settling("endpoints")
        .see(
            "hints of " + service,
            scene.timeouts().endpoints(),
            () -> all(service),
            found ->
                assertThat(found)
                    .isNotEmpty()
                    .allSatisfy(
                        endpoint ->
                            assertThat(endpoint.getHints())
                                .extracting(EndpointHints::getForNodes)
                                .isEqualTo(List.of(new ForNode(endpoint.getNodeName())))));
  }

  private List<Endpoint> endpoints(String service, List<String> names) {
    List<String> ips =
        names.stream().map(scene::podName).map(pods::named).map(PodView::ip).toList();
    return all(service).stream()
        .filter(endpoint -> ips.contains(endpoint.getAddresses().getFirst()))
        .toList();
  }

  private List<Endpoint> all(String service) {
    return EndpointView.slices(scene, service).stream()
        .flatMap(slice -> slice.getEndpoints().stream())
        .toList();
  }
}
