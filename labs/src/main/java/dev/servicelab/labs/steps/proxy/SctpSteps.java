package dev.servicelab.labs.steps.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.kernel.SavedRules;
import dev.servicelab.labs.kernel.VirtualServers;
import dev.servicelab.labs.world.EndpointView;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import io.cucumber.java.en.Then;
import java.util.List;

/** SCTP, for which a node has rules also where its kernel has no sockets. */
public final class SctpSteps {
  private final Scene scene;
  private final Services services;

  /**
   * @param scene the scenario
   * @param services its Services
   */
  public SctpSteps(Scene scene, Services services) {
    this.scene = scene;
    this.services = services;
  }

  /**
   * From the Service's address to its chain, to each endpoint's chain, and to its address; or a
   * virtual server with the endpoints.
   */
  @Then("every node leads SCTP from the Service {string} to each of its endpoints")
  public void rules(String service) {
    ServicePortName name =
        services.portNames().stream()
            .filter(port -> port.service().equals(service))
            .findFirst()
            .orElseThrow();
    List<String> endpoints =
        EndpointView.ofSlices(scene, service).stream()
            .map(endpoint -> endpoint.ip() + ":" + services.port(service))
            .toList();
    assertThat(endpoints).isNotEmpty();
    for (LabNode node : scene.cluster().nodes()) {
      scene
          .settling("traffic")
          .see(
              "SCTP rules on " + node.name(),
              scene.timeouts().traffic(),
              () -> node.name(),
              on -> leads(on, service, name, endpoints));
    }
  }

  private void leads(String node, String service, ServicePortName name, List<String> endpoints) {
    if (scene.cluster().spec().mode() == Mode.IPVS) {
      assertThat(
              VirtualServers.of(scene.cluster(), node)
                  .of(services.clusterIp(service), services.port(service), "SCTP"))
          .containsExactlyInAnyOrderElementsOf(endpoints);
    } else {
      leads(SavedRules.of(scene.cluster(), node), service, name, endpoints);
    }
  }

  private void leads(
      SavedRules rules, String service, ServicePortName name, List<String> endpoints) {
    String chain = ChainNames.service(name);
    String destination = "-d %s/32 -p sctp".formatted(services.clusterIp(service));
    String port = "-m sctp --dport %d -j %s".formatted(services.port(service), chain);
    assertThat(rules.in("nat", "KUBE-SERVICES"))
        .filteredOn(rule -> rule.contains(destination))
        .singleElement()
        .satisfies(rule -> assertThat(rule).endsWith(port));
    for (String endpoint : endpoints) {
      String sep = ChainNames.endpoint(name, endpoint);
      assertThat(rules.in("nat", chain)).anyMatch(rule -> rule.endsWith("-j " + sep));
      assertThat(rules.in("nat", sep).getLast())
          .contains("-p sctp")
          .endsWith("-m sctp -j DNAT --to-destination " + endpoint);
    }
  }
}
