package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.traffic.dns.Dig;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The name servers outside the cluster, one for each node. Each gives an answer of its own to one
 * name, so an answer tells whose resolver was asked in the end.
 */
public final class UpstreamSteps {

  /** Enough to meet both DNS pods; see {@link DnsSteps}. */
  private static final int QUERIES = 8;

  private final Scene scene;
  private final Pods pods;

  /**
   * @param scene the scenario
   * @param pods its pods
   */
  public UpstreamSteps(Scene scene, Pods pods) {
    this.scene = scene;
    this.pods = pods;
  }

  /** Two DNS pods leave at least one of three nodes without. */
  @Given("the pod of the Deployment {string} on a node without cluster DNS is called {string}")
  public void callPodWithoutDns(String deployment, String alias) {
    Set<String> dns = nodesOfClusterDns();
    List<PodView> found =
        pods.of(deployment).stream().filter(pod -> !dns.contains(pod.node())).toList();
    assertThat(found).as("pods beside the cluster DNS on %s", dns).isNotEmpty();
    scene.call(alias, found.getFirst());
  }

  /** The pod asks its node's resolver directly, as the node itself does. */
  @Then("when pod {string} looks up {string}, the resolver of its own node answers")
  public void ownNodeAnswers(String pod, String name) {
    String node = pods.named(scene.podName(pod)).node();
    assertThat(answers(pod, name)).containsExactly(nodeAnswers(name).get(node));
  }

  /** It is the DNS pod that asks on, with the resolv.conf of the node that the DNS pod is on. */
  @Then(
      "when pod {string} looks up {string}, a resolver of the cluster DNS pods' nodes answers, not"
          + " that of its own")
  public void dnsNodeAnswers(String pod, String name) {
    Map<String, String> all = nodeAnswers(name);
    String own = all.get(pods.named(scene.podName(pod)).node());
    Set<String> wanted =
        nodesOfClusterDns().stream().map(all::get).collect(Collectors.toUnmodifiableSet());
    assertThat(wanted).isNotEmpty();
    assertThat(answers(pod, name)).isNotEmpty().doesNotContain(own).isSubsetOf(wanted);
  }

  private Set<String> answers(String pod, String name) {
    CommandResult result = scene.inPod(pod, Dig.command(name, QUERIES));
    List<Dig.Answer> answers = Dig.parse(result.stdout());
    assertThat(answers).as("dig in pod %s: %s", pod, result).hasSize(QUERIES);
    return answers.stream().map(Dig.Answer::address).collect(Collectors.toSet());
  }

  /** What each node's resolver answers to the node itself; no two may say the same. */
  private Map<String, String> nodeAnswers(String name) {
    Map<String, String> all = new TreeMap<>();
    for (LabNode node : scene.cluster().nodes()) {
      CommandResult result = scene.cluster().onNode(node.name(), Dig.command(name, 1));
      List<Dig.Answer> answers = Dig.parse(result.stdout());
      assertThat(answers).as("dig on %s: %s", node.name(), result).hasSize(1);
      all.put(node.name(), answers.getFirst().address());
    }
    assertThat(all.values()).as("answers of the nodes' resolvers").doesNotHaveDuplicates();
    return all;
  }

  private Set<String> nodesOfClusterDns() {
    return scene
        .client()
        .pods()
        .inNamespace("kube-system")
        .withLabel("k8s-app", "kube-dns")
        .list()
        .getItems()
        .stream()
        .map(PodView::of)
        .filter(PodView::ready)
        .map(PodView::node)
        .collect(Collectors.toSet());
  }
}
