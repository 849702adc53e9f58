package dev.servicelab.labs.steps.proxy;

import dev.servicelab.labs.world.Services;
import io.cucumber.java.en.When;
import java.util.Optional;

/** Labels of a Service that say whose work it is. */
public final class ServiceLabelSteps {
  private final Services services;

  /**
   * @param services the scenario's Services
   */
  public ServiceLabelSteps(Services services) {
    this.services = services;
  }

  /** On the live Service; controllers copy it to the EndpointSlices. */
  @When("the Service {string} gets the label {string} with value {string}")
  public void add(String service, String label, String value) {
    services.label(service, label, Optional.of(value));
  }

  /** From the live Service. */
  @When("the Service {string} loses the label {string}")
  public void remove(String service, String label) {
    services.label(service, label, Optional.empty());
  }
}
