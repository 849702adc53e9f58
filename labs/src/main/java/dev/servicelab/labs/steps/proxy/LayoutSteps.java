package dev.servicelab.labs.steps.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.kernel.SavedRules;
import dev.servicelab.labs.kernel.TemporaryFolder;
import dev.servicelab.labs.manifests.Manifests;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import dev.servicelab.proxy.RenderCommand;
import io.cucumber.java.en.Then;
import io.fabric8.kubernetes.api.model.Service;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The shapes that the proxy's rules have had over the years. */
public final class LayoutSteps {
  private final Scene scene;
  private final Manifests manifests;
  private final Services services;

  /**
   * @param scene the scenario
   * @param manifests those of its feature
   * @param services its Services
   */
  public LayoutSteps(Scene scene, Manifests manifests, Services services) {
    this.scene = scene;
    this.manifests = manifests;
    this.services = services;
  }

  /**
   * Runs {@code lab render} on this version of the manifest's objects. Each chain that is named has
   * exactly these rules of the Service, in this order.
   *
   * @param lines as {@code iptables -t nat -S} prints them
   */
  @Then("the Service {string} {string}, in layout {word} with the pods in {word}, has these rules:")
  public void rendered(String service, String version, String layout, String pods, String lines) {
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      manifests.export(version, folder.path());
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      int exitCode =
          new CommandLine(new RenderCommand())
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err))
              .execute(
                  "--manifests",
                  folder.path().toString(),
                  "--node",
                  "node1",
                  "--layout",
                  layout,
                  "--cluster-cidr",
                  pods);
      assertThat(exitCode).as("lab render: %s", err).isZero();
      compare(SavedRules.parse(out.toString()), "default/" + service, lines.lines().toList());
    }
  }

  /**
   * What the kernel of a node has of a Service: the chains that are named, with names and numbers
   * put in the place of what differs from run to run.
   */
  @Then("the rules of the Service {string} on {node} have this shape:")
  public void shape(String service, String node, String lines) {
    Service object = services.named(service);
    String clusterIp = object.getSpec().getClusterIP();
    int nodePort = services.nodePort(service);
    scene
        .settling("traffic")
        .see(
            "the shape of the rules on " + node,
            scene.timeouts().traffic(),
            1,
            () -> SavedRules.of(scene.cluster(), node),
            rules -> {
              List<String> normal =
                  rules.rules("nat").stream()
                      .map(rule -> rule.replace(scene.namespace() + "/", "NAMESPACE/"))
                      .map(rule -> rule.replace(clusterIp + "/", "CLUSTER-IP/"))
                      .map(rule -> rule.replace("--dport " + nodePort + " ", "--dport NODE-PORT "))
                      .map(rule -> rule.replaceAll("(KUBE-(?:SVC|SEP|EXT)-)[A-Z2-7]{16}", "$1…"))
                      .toList();
              compare(normal, "NAMESPACE/" + service, lines.lines().toList());
            });
  }

  private static void compare(SavedRules rules, String service, List<String> wanted) {
    compare(rules.rules("nat"), service, wanted);
  }

  private static void compare(List<String> rules, String service, List<String> wanted) {
    Map<String, List<String>> chains = byChain(wanted);
    assertThat(chains).isNotEmpty();
    Map<String, List<String>> found =
        byChain(rules.stream().filter(rule -> isOf(rule, service)).toList());
    found.keySet().retainAll(chains.keySet());
    assertThat(found).isEqualTo(chains);
  }

  /** Whether the rule's comment names the Service: the name, and no letter of a longer one. */
  private static boolean isOf(String rule, String service) {
    int at = rule.indexOf(service);
    return at >= 0 && "\": ".indexOf(rule.charAt(at + service.length())) >= 0;
  }

  private static Map<String, List<String>> byChain(List<String> rules) {
    return rules.stream()
        .collect(
            Collectors.groupingBy(
                rule -> rule.split(" ")[1], LinkedHashMap::new, Collectors.toList()));
  }
}
