package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.kernel.SavedRules;
import dev.servicelab.labs.kernel.VirtualServers;
import dev.servicelab.labs.world.EndpointView;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether the proxy has written anything about a Service into the nodes' kernels: rules, or in IPVS
 * mode, where none names a Service, virtual servers.
 */
public final class ProxyRuleSteps {

  private final Scene scene;
  private final Services services;

  /**
   * @param scene the scenario
   * @param services its Services
   */
  public ProxyRuleSteps(Scene scene, Services services) {
    this.scene = scene;
    this.services = services;
  }

  /** Waits until each node has a rule whose comment names the Service, or a virtual server. */
  @Then("every node has proxy rules for the Service {string}")
  public void everyNode(String service) {
    for (LabNode node : scene.cluster().nodes()) {
      scene
          .eventually()
          .see(
              "%s has proxy rules for the Service %s".formatted(node.name(), service),
              scene.timeouts().traffic(),
              1,
              () -> rules(node, service),
              rules -> assertThat(rules).isNotEmpty());
    }
  }

  /**
   * No waiting here: a Service that was made later and has its rules already shows that the proxy
   * is up to date.
   */
  @Then("no node has a proxy rule for the Service {string}")
  public void noNode(String service) {
    for (LabNode node : scene.cluster().nodes()) {
      assertThat(rules(node, service)).as("rules on %s", node.name()).isEmpty();
    }
  }

  /** No Service comes after it; with an address in it, it would hold for that one alone. */
  @Then(
      "the last rule of KUBE-SERVICES on every node leads to KUBE-NODEPORTS, for every address of"
          + " the node")
  public void nodePortsLast() {
    for (LabNode node : scene.cluster().nodes()) {
      String last =
          SavedRules.of(scene.cluster(), node.name()).in("nat", "KUBE-SERVICES").getLast();
      assertThat(last)
          .as("on %s", node.name())
          .contains("-m addrtype --dst-type LOCAL -j KUBE-NODEPORTS")
          .doesNotContain(" -d ");
    }
  }

  /** The chains that every node has, with the jumps to them, and no others. */
  @Then("every node has the proxy's chains for IPv6, too, and none of them is for a Service")
  public void ipv6() {
    for (LabNode node : scene.cluster().nodes()) {
      SavedRules rules = SavedRules.ofIpv6(scene.cluster(), node.name());
      assertThat(rules.chains("nat"))
          .as("on %s", node.name())
          .contains("KUBE-SERVICES", "KUBE-NODEPORTS", "KUBE-POSTROUTING", "KUBE-MARK-MASQ")
          .noneMatch(chain -> chain.matches("KUBE-(SVC|SVL|SEP|EXT|FW)-.*"));
      assertThat(rules.in("nat", "PREROUTING")).anyMatch(rule -> rule.endsWith("KUBE-SERVICES"));
      assertThat(rules.in("nat", "OUTPUT")).anyMatch(rule -> rule.endsWith("KUBE-SERVICES"));
      assertThat(rules.in("nat", "POSTROUTING"))
          .anyMatch(rule -> rule.endsWith("KUBE-POSTROUTING"));
    }
  }

  /** Both proxies write {@code NAMESPACE/SERVICE} into the comment of each rule of a Service. */
  private List<String> rules(LabNode node, String service) {
    if (scene.cluster().spec().mode() == Mode.IPVS) {
      return virtualServers(node, service);
    }
    Pattern comment =
        Pattern.compile("\\b" + Pattern.quote(scene.namespace() + "/" + service) + "(?![-\\w])");
    return SavedRules.of(scene.cluster(), node.name()).rules().stream()
        .filter(rule -> comment.matcher(rule).find())
        .toList();
  }

  /** Those that lead to the Service's endpoints, but for those of other Services that do. */
  private List<String> virtualServers(LabNode node, String service) {
    Set<String> endpoints =
        EndpointView.ofSlices(scene, service).stream()
            .map(EndpointView::ip)
            .collect(Collectors.toSet());
    assertThat(endpoints).as("endpoints of " + service).isNotEmpty();
    Set<String> others = services.clusterIpsBut(service);
    return VirtualServers.of(scene.cluster(), node.name()).servers().entrySet().stream()
        .filter(server -> server.getValue().stream().anyMatch(real -> endpoints.contains(ip(real))))
        .map(Map.Entry::getKey)
        .filter(server -> !others.contains(ip(server)))
        .toList();
  }

  private static String ip(String ipAndPort) {
    return ipAndPort.substring(0, ipAndPort.lastIndexOf(':'));
  }
}
