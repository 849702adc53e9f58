package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.world.EndpointView;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
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
      "the EndpointSlices of the Service {string} list exactly the pods of the"
          + " Deployment/StatefulSet {string}")
  public void slicesExactly(String service, String deployment) {
    exactly(
        "EndpointSlices of " + service, () -> EndpointView.ofSlices(scene, service), deployment);
  }

  /** Both forms hold the same addresses, each with the same ports and the same readiness. */
  @Then(
      "the Endpoints and the EndpointSlices of the Service {string} agree in addresses, ports and"
          + " readiness")
  public void agree(String service) {
    scene
        .eventually()
        .see(
            "Endpoints and EndpointSlices of %s agree".formatted(service),
            scene.timeouts().endpoints(),
            () -> EndpointView.ofEndpoints(scene, service),
            endpoints ->
                assertThat(EndpointView.ofSlices(scene, service))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(endpoints));
  }

  /** The slices that belong to the Service are all ready addresses of these pods and no others. */
  @Then("the EndpointSlices of the Service {string} list exactly {pods}")
  public void slicesExactly(String service, List<String> names) {
    exactly(
        "EndpointSlices of " + service,
        () -> EndpointView.ofSlices(scene, service),
        String.join(", ", names),
        () -> names.stream().map(pods::named).toList());
  }

  /** The label that tells which controller made them. */
  @Then("the EndpointSlices of the Service {string} are managed by {string}")
  public void managedBy(String service, String manager) {
    assertThat(EndpointView.slices(scene, service))
        .isNotEmpty()
        .allSatisfy(
            slice ->
                assertThat(slice.getMetadata().getLabels())
                    .containsEntry("endpointslice.kubernetes.io/managed-by", manager));
  }

  /** There is no object of this kind and of the Service's name. */
  @Then("the Service {string} has no Endpoints")
  public void noEndpoints(String service) {
    assertThat(EndpointView.endpoints(scene, service)).isEmpty();
  }

  /** Takes the addresses in it away from the Service. */
  @When("the EndpointSlice {string} is deleted")
  public void deleteSlice(String name) {
    scene
        .client()
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(scene.namespace())
        .withName(name)
        .delete();
  }

  private void listed(String what, Supplier<List<EndpointView>> look, String ip, boolean ready) {
    scene
        .settling("endpoints")
        .see(
            "%s: %s with ready: %s".formatted(what, ip, ready),
            scene.timeouts().endpoints(),
            look,
            found -> assertThat(readiness(found)).containsEntry(ip, ready));
  }

  private void exactly(String what, Supplier<List<EndpointView>> look, String deployment) {
    exactly(what, look, "the ready pods of " + deployment, () -> pods.of(deployment));
  }

  private void exactly(
      String what, Supplier<List<EndpointView>> look, String whom, Supplier<List<PodView>> wanted) {
    scene
        .settling("endpoints")
        .see(
            what + " list exactly " + whom,
            scene.timeouts().endpoints(),
            look,
            found ->
                assertThat(readiness(found))
                    .isEqualTo(
                        wanted.get().stream().collect(Collectors.toMap(PodView::ip, pod -> true))));
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
