package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.kernel.NodeAddresses;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import dev.servicelab.labs.world.Services.Way;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

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

  /** Does what the controller of a cloud does when it has made a load balancer for the Service. */
  @When("a cloud gives the Service {string} the address {string}")
  public void giveLoadBalancer(String service, String address) {
    services.giveLoadBalancer(service, address, Optional.empty());
    scene.changed();
  }

  /** The same, and it says whether packets arrive with the address as their destination. */
  @When("a cloud gives the Service {string} the address {string} with ipMode {word}")
  public void giveLoadBalancer(String service, String address, String ipMode) {
    services.giveLoadBalancer(service, address, Optional.of(ipMode));
    scene.changed();
  }

  /** These ways lead to the Service, and no other. */
  @Then("the Service {string} has {ways}")
  public void has(String service, Set<Way> ways) {
    assertThat(services.ways(service)).isEqualTo(ways);
  }

  /** What a type of Service has of its own; each type has what the one before has. */
  @ParameterType(
      "a ClusterIP and nothing else|a ClusterIP and a node port"
          + "|a ClusterIP, a node port and the address of a load balancer|no address of its own")
  public Set<Way> ways(String text) {
    Set<Way> ways = EnumSet.noneOf(Way.class);
    if (text.contains("ClusterIP")) {
      ways.add(Way.CLUSTER_IP);
    }
    if (text.contains("node port")) {
      ways.add(Way.NODE_PORT);
    }
    if (text.contains("load balancer")) {
      ways.add(Way.LOAD_BALANCER);
    }
    return ways;
  }

  /** The Service has kept its address. */
  @Then("the ClusterIP of the Service {string} is still {string}")
  public void hasKeptClusterIp(String service, String alias) {
    assertThat(services.clusterIp(service)).isEqualTo(scene.address(alias));
  }

  /** Its manifest says {@code clusterIP: None}, and so no address was given to it. */
  @Then("the Service {string} has no ClusterIP")
  public void isHeadless(String service) {
    assertThat(services.clusterIp(service)).isEqualTo("None");
  }

  /** No interface of any node has the address, so no machine takes packets to it for its own. */
  @Then("{string} is an address of no node's interface")
  public void isVirtual(String alias) {
    for (LabNode node : scene.cluster().nodes()) {
      assertThat(NodeAddresses.of(scene.cluster(), node.name()))
          .as("addresses of %s", node.name())
          .contains(node.internalIp())
          .doesNotContain(scene.address(alias));
    }
  }

  /** The Service's present address is another one. */
  @Then("the ClusterIP of the Service {string} is not {string}")
  public void hasAnotherClusterIp(String service, String alias) {
    assertThat(services.clusterIp(service)).isNotEqualTo(scene.address(alias));
  }
}
