package dev.servicelab.labs.steps.requests;

import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Services;
import io.cucumber.java.en.When;
import java.util.List;

/** Who may use the address of a load balancer. */
public final class SourceRangeSteps {

  private final Pods pods;
  private final Services services;

  /**
   * @param pods the scenario's pods
   * @param services its Services
   */
  public SourceRangeSteps(Pods pods, Services services) {
    this.pods = pods;
    this.services = services;
  }

  /** A range of one address, which is only known when the pod has started. */
  @When("the only source range of the Service {string} is the address of pod {string}")
  public void setToPod(String service, String pod) {
    services.setSourceRanges(service, List.of(pods.named(pod).ip() + "/32"));
  }

  /** A range that is known beforehand. */
  @When("the only source range of the Service {string} is {string}")
  public void setTo(String service, String range) {
    services.setSourceRanges(service, List.of(range));
  }
}
