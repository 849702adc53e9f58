package dev.servicelab.labs.steps.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.kernel.ForeignRules;
import dev.servicelab.labs.kernel.SavedRules;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules that somebody takes away, rules that are somebody else's, and who puts things right. */
public final class RepairSteps {
  /** Chains that kubelet makes, and cares for in its own time. */
  private static final List<String> KUBELETS =
      List.of("KUBE-FIREWALL", "KUBE-KUBELET-CANARY", "KUBE-IPTABLES-HINT");

  /** In the chain of a Service or an endpoint, or with the name of a Service in its comment. */
  private static final Pattern OF_A_SERVICE =
      Pattern.compile("^-A KUBE-(?:SVC|SVL|SEP|EXT|FW)-|\"[a-z0-9-]+/");

  /** As a careless administrator does it, who keeps all that does not look like Kubernetes. */
  private static final String REMOVE_ALL =
      "iptables-save | grep -v KUBE- | iptables-restore && ! iptables-save | grep KUBE-S";

  private final Scene scene;
  private final Services services;
  private Set<String> before = Set.of();
  private @Nullable ForeignRules foreign;
  private List<String> foreignBefore = new ArrayList<>();

  /**
   * @param scene the scenario
   * @param services its Services
   */
  public RepairSteps(Scene scene, Services services) {
    this.scene = scene;
    this.services = services;
  }

  /** They go with the scenario. */
  @Given("{node} has rules of somebody else")
  public void foreignRules(String node) {
    String chain = "LAB-" + scene.namespace().replaceAll(".*-", "").toUpperCase(Locale.ROOT);
    foreign = ForeignRules.add(scene.cluster(), node, chain);
    scene.atEnd(foreign::close);
    foreignBefore = foreign.present();
    assertThat(foreignBefore).hasSize(6);
  }

  /** Every one of them, in the order in which they were made. */
  @Then("the rules of somebody else are as they were")
  public void foreignRulesThere() {
    assertThat(foreign).as("rules of somebody else").isNotNull();
    assertThat(foreign.present()).isEqualTo(foreignBefore);
  }

  /** All chains of Kubernetes and all jumps to them, by the tools of the node. */
  @When("somebody removes all of Kubernetes' chains from {node}")
  public void removeAll(String node) {
    before = kubernetesRules(node);
    boolean ipvs = scene.cluster().spec().mode() == Mode.IPVS;
    assertThat(before)
        .anyMatch(rule -> rule.contains(ipvs ? "--match-set KUBE-CLUSTER-IP" : "-j DNAT"))
        .anyMatch(rule -> rule.contains("-j MASQUERADE"));
    CommandResult result = scene.cluster().onNode(node, List.of("sh", "-c", REMOVE_ALL));
    assertThat(result.ok()).as("%s %s", result.stdout(), result.stderr()).isTrue();
    scene.changed();
  }

  /** Takes the first rule out of the chain of the Service's first port. */
  @When("somebody deletes a rule of the Service {string} from {node}")
  public void removeOne(String service, String node) {
    before = kubernetesRules(node);
    String chain =
        services.portNames().stream()
            .filter(port -> port.service().equals(service))
            .map(ChainNames::service)
            .findFirst()
            .orElseThrow();
    var _ =
        scene
            .cluster()
            .onNode(node, List.of("iptables", "-w", "-t", "nat", "-D", chain, "1"))
            .required("iptables -D on " + node);
    scene.changed();
  }

  /** Within the proxy's syncPeriod of 30 seconds, and what it takes to notice and to write. */
  @Then("within the proxy's syncPeriod {node} has all of its rules again")
  public void repaired(String node) {
    scene
        .settling("repair")
        .see(
            "the rules of " + node + " are back",
            scene.timeouts().traffic(),
            1,
            () -> kubernetesRules(node),
            rules -> assertThat(rules).containsAll(before));
  }

  /**
   * Those of this scenario and those of all: other Services come and go, also those of a scenario
   * that has just ended.
   */
  private Set<String> kubernetesRules(String node) {
    String own = "\"" + scene.namespace() + "/";
    return SavedRules.of(scene.cluster(), node).rules().stream()
        .filter(rule -> rule.contains("KUBE-"))
        .filter(rule -> Stream.of(rule.split(" ")).noneMatch(KUBELETS::contains))
        .filter(rule -> rule.contains(own) || !OF_A_SERVICE.matcher(rule).find())
        .collect(Collectors.toSet());
  }
}
