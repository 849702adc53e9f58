package dev.servicelab.labs.steps.proxy;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.PendingException;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.Optional;

/**
 * The packet table on a live cluster. The same table is read by the tracer's tests and by those in
 * network namespaces.
 */
public final class PacketTableSteps {

  /** Status of load balancers is no part of what one applies: a cloud writes it. */
  @Given("the manifest is applied, and a cloud has given each load balancer its addresses")
  public void appliedWithStatus() {
    live().run();
  }

  /** Each line is one packet, or as many as it takes to meet every endpoint of its outcome. */
  @Then("^packets show that .+:$")
  public void packets(DataTable table) {
    live().run();
  }

  private static Runnable live() {
    return Optional.<Runnable>empty()
        .orElseThrow(() -> new PendingException("the live packet table is not written yet"));
  }
}
