package dev.servicelab.labs.steps.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.kernel.NodeAddresses;
import dev.servicelab.labs.kernel.SavedRules;
import dev.servicelab.labs.kernel.VirtualServers;
import dev.servicelab.labs.world.EndpointView;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a proxy in IPVS mode makes of Services in the kernels of the nodes. */
public final class IpvsSteps {
  private static final String INTERFACE = "kube-ipvs0";

  private final Scene scene;

  /**
   * @param scene the scenario
   */
  public IpvsSteps(Scene scene) {
    this.scene = scene;
  }

  /** The interface is there for nothing else: it is down, and no packet passes it. */
  @Then("{string} is an address of interface kube-ipvs0 of every node")
  public void hasAddress(String alias) {
    onEveryNode(
        "kube-ipvs0 has " + alias,
        node ->
            assertThat(NodeAddresses.of(scene.cluster(), node.name(), INTERFACE))
                .contains(scene.address(alias)));
  }

  /** One virtual server for the port, whose real servers are the ready endpoints. */
  @Then(
      "every node has a virtual server for {string} port {int} that leads to the endpoints of the"
          + " Service {string}")
  public void leadsToEndpoints(String alias, int port, String service) {
    onEveryNode(
        "IPVS leads %s to the endpoints of %s".formatted(alias, service),
        node -> leads(node, scene.address(alias), port, service));
  }

  /** A node port is a virtual server for each address of the node, that of its pods' bridge too. */
  @Then(
      "every node has virtual servers for port {int} of its own addresses that lead to the"
          + " endpoints of the Service {string}")
  public void nodePortLeads(int port, String service) {
    onEveryNode(
        "IPVS leads the node port to the endpoints of " + service,
        node -> leads(node, node.internalIp(), port, service));
  }

  /** Members are of the form {@code 10.96.0.1,tcp:443}. */
  @Then("the ipset {string} of every node has {string} port {int}")
  public void setHas(String set, String alias, int port) {
    onEveryNode(
        "ipset %s has %s".formatted(set, alias),
        node ->
            assertThat(VirtualServers.setMembers(scene.cluster(), node.name(), set))
                .contains("%s,tcp:%d".formatted(scene.address(alias), port)));
  }

  /** Neither its address nor its name: rules of this mode name sets, and there are few. */
  @Then("no node has an iptables rule that names {string} or the Service {string}")
  public void fewRules(String alias, String service) {
    for (LabNode node : scene.cluster().nodes()) {
      assertThat(SavedRules.of(scene.cluster(), node.name()).rules())
          .as("rules on %s", node.name())
          .anyMatch(rule -> rule.contains("--match-set KUBE-CLUSTER-IP"))
          .noneMatch(rule -> rule.contains(scene.address(alias)))
          .noneMatch(rule -> rule.contains(scene.namespace() + "/" + service));
    }
  }

  private void leads(LabNode node, String address, int port, String service) {
    Set<String> endpoints =
        EndpointView.ofSlices(scene, service).stream()
            .filter(EndpointView::ready)
            .map(endpoint -> endpoint.ip() + ":" + targetPort(endpoint))
            .collect(Collectors.toSet());
    assertThat(endpoints).isNotEmpty();
    assertThat(VirtualServers.of(scene.cluster(), node.name()).of(address, port, "TCP"))
        .as("real servers of %s:%d", address, port)
        .isEqualTo(endpoints);
  }

  private static String targetPort(EndpointView endpoint) {
    return endpoint.ports().getFirst().replaceAll(".*:(\\d+)/.*", "$1");
  }

  private void onEveryNode(String what, Consumer<LabNode> check) {
    for (LabNode node : scene.cluster().nodes()) {
      scene
          .eventually()
          .see(
              "%s: %s".formatted(node.name(), what),
              scene.timeouts().traffic(),
              1,
              () -> node,
              check);
    }
  }
}
