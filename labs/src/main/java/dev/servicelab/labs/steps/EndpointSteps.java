package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.world.EndpointView;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the control plane writes down about the pods behind a Service, in both forms. */
public final class EndpointSteps {

  private final Scene scene;
  private final Pods pods;

  /**
   * @param scene the scenario
   * @param pods its pods
   */
  public EndpointSteps(Scene scene, Pods pods) {
    this.scene = scene;
    this.pods = pods;
  }

  /**
   * {@code subsets[].notReadyAddresses} has the pod's address, {@code subsets[].addresses} has not.
   */
  @Then("the Endpoints of the Service {string} list pod {string} under NotReadyAddresses")
  public void endpointsNotReady(String service, String alias) {
    listed(
        "Endpoints " + service,
        () -> EndpointView.ofEndpoints(scene, service),
        address(alias),
        false);
  }

  /** An endpoint with the pod's address has {@code conditions.ready: false}. */
  @Then("the EndpointSlices of the Service {string} list pod {string} with ready: false")
  public void slicesNotReady(String service, String alias) {
    listed(
        "EndpointSlices of " + service,
        () -> EndpointView.ofSlices(scene, service),
        address(alias),
        false);
  }

  /**
   * The addresses that serve are those of the Deployment's pods, and none is listed as not ready.
   */
  @Then("the Endpoints of the Service {string} list exactly the pods of the Deployment {string}")
  public void endpointsExactly(String service, String deployment) {
    exactly("Endpoints " + service, () -> EndpointView.ofEndpoints(scene, service), deployment);
  }

  /** Every endpoint is one of the Deployment's pods and ready, and none of them is missing. */
  @Then(
      "the EndpointSlices of the Service {string} list exactly the pods of the Deployment {string}")
  public void slicesExactly(String service, String deployment) {
    exactly(
        "EndpointSlices of " + service, () -> EndpointView.ofSlices(scene, service), deployment);
  }

  private void listed(String what, Supplier<List<EndpointView>> look, String ip, boolean ready) {
    scene
        .eventually()
        .see(
            "%s: %s with ready: %s".formatted(what, ip, ready),
            scene.timeouts().endpoints(),
            look,
            found -> assertThat(readiness(found)).containsEntry(ip, ready));
  }

  private void exactly(String what, Supplier<List<EndpointView>> look, String deployment) {
    scene
        .eventually()
        .see(
            what + " list exactly the ready pods of " + deployment,
            scene.timeouts().endpoints(),
            look,
            found ->
                assertThat(readiness(found))
                    .isEqualTo(
                        pods.of(deployment).stream()
                            .collect(Collectors.toMap(PodView::ip, pod -> true))));
  }

  /** Address to readiness; an address that is listed twice fails here, as it would be both. */
  private static Map<String, Boolean> readiness(List<EndpointView> endpoints) {
    assertThat(endpoints).extracting(EndpointView::ip).doesNotHaveDuplicates();
    return endpoints.stream().collect(Collectors.toMap(EndpointView::ip, EndpointView::ready));
  }

  private String address(String alias) {
    return scene.calledPod(alias).orElseThrow().ip();
  }
}
