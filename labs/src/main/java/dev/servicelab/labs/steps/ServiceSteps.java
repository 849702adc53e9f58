package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/** Services and their addresses. */
public final class ServiceSteps {

  private final Scene scene;
  private final Services services;

  /**
   * @param scene the scenario
   * @param services its Services
   */
  public ServiceSteps(Scene scene, Services services) {
    this.scene = scene;
    this.services = services;
  }

  /** Gives the Service's present address a name to speak of it by. */
  @Given("the ClusterIP of the Service {string} is called {string}")
  public void callClusterIp(String service, String alias) {
    scene.callAddress(alias, services.clusterIp(service));
  }

  /** Deletes the Service. */
  @When("the Service {string} is deleted")
  public void delete(String service) {
    services.delete(service);
  }

  /** The Service's present address is another one. */
  @Then("the ClusterIP of the Service {string} is not {string}")
  public void hasAnotherClusterIp(String service, String alias) {
    assertThat(services.clusterIp(service)).isNotEqualTo(scene.address(alias));
  }
}
