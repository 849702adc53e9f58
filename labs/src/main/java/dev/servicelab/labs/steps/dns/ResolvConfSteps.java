package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.world.NodeFiles;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.ResolvConf;
import dev.servicelab.labs.world.Scene;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the file /etc/resolv.conf of a pod says, and which of it comes from its node. */
public final class ResolvConfSteps {

  /** Before the namespace goes, so that a pod can still be looked at. */
  private static final int EARLY = 1_000;

  private final Scene scene;
  private final Pods pods;
  private final NodeFiles files;
  private final List<List<String>> ofOwnNode = new ArrayList<>();

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param files what it puts on nodes
   */
  public ResolvConfSteps(Scene scene, Pods pods, NodeFiles files) {
    this.scene = scene;
    this.pods = pods;
    this.files = files;
  }

  /**
   * The file has the table's keywords with these values in this order, and no other keyword. {@code
   * NAMESPACE} stands for the scenario's namespace, {@code NODE_NAMESERVERS} for what the kubelet
   * of the pod's node has in its own file.
   */
  @Then("the resolv.conf of pod {string} says exactly:")
  public void saysExactly(String pod, DataTable table) {
    ResolvConf seen = look(pod);
    assertThat(seen).as("resolv.conf of pod %s", pod).isEqualTo(wanted(table, node(pod)));
  }

  /** The same for every pod of the Deployment. */
  @Then("the resolv.conf of each pod of the Deployment {string} says exactly:")
  public void eachSaysExactly(String deployment, DataTable table) {
    assertThat(of(deployment)).isNotEmpty().allSatisfy(pod -> saysExactly(pod.name(), table));
  }

  /** The pod's node is this one, and so is whatever its file says. */
  @Then("pod {string} has the resolv.conf of the kubelet of {string}")
  public void hasThatOf(String pod, String node) {
    assertThat(node(pod)).as("node of pod %s", pod).isEqualTo(node);
    hasNodes(pod);
  }

  /** Nothing is added to the node's own settings, and nothing is missing. */
  @Then("pod {string} has the resolv.conf of its node's kubelet")
  public void hasNodes(String pod) {
    ResolvConf nodes = ResolvConf.ofKubelet(scene, node(pod));
    assertThat(nodes.nameservers()).as("nameservers of %s", node(pod)).isNotEmpty();
    assertThat(look(pod)).as("resolv.conf of pod %s", pod).isEqualTo(nodes);
    ofOwnNode.add(nodes.nameservers());
  }

  /** The same for every pod of the Deployment. */
  @Then("each pod of the Deployment {string} has the resolv.conf of its node's kubelet")
  public void eachHasNodes(String deployment) {
    assertThat(of(deployment)).isNotEmpty().allSatisfy(pod -> hasNodes(pod.name()));
  }

  /** Of the pods that the steps before looked at; nodes with equal files would prove nothing. */
  @Then("no two of these {int} pods have the same nameserver")
  public void differ(int count) {
    assertThat(ofOwnNode).hasSize(count).doesNotHaveDuplicates();
  }

  /** What programs on the node itself read is another file. */
  @Then("pod {string} does not have the \\/etc\\/resolv.conf of its node")
  public void hasNotTheUsualFile(String pod) {
    ResolvConf usual = ResolvConf.ofNode(scene, node(pod), ResolvConf.FILE);
    assertThat(look(pod)).as("resolv.conf of pod %s", pod).isNotEqualTo(usual);
  }

  /** Puts a file in the format of resolv.conf on a node; it goes away with the scenario. */
  @Given("the file {string} on {string} says:")
  public void put(String path, String node, DataTable table) {
    String text =
        table.asLists().stream()
            .map(line -> String.join(" ", line) + "\n")
            .collect(Collectors.joining());
    files.put(node, path, text);
  }

  /** Takes the files away again. */
  @After(order = EARLY)
  public void removeFiles() {
    files.removeAll();
  }

  private ResolvConf look(String pod) {
    ResolvConf seen = ResolvConf.ofPod(scene, pod);
    scene.attach("resolv.conf of pod " + pod, seen.toString());
    return seen;
  }

  private ResolvConf wanted(DataTable table, String node) {
    Map<String, String> lines = table.asMap();
    assertThat(lines.keySet()).as("keywords").isSubsetOf("nameserver", "search", "options");
    return new ResolvConf(
        values(lines, "nameserver", node),
        values(lines, "search", node),
        values(lines, "options", node));
  }

  private List<String> values(Map<String, String> lines, String keyword, String node) {
    String line = lines.getOrDefault(keyword, "").replace("NAMESPACE", scene.namespace());
    if (line.contains("NODE_NAMESERVERS")) {
      List<String> own = ResolvConf.ofKubelet(scene, node).nameservers();
      line = line.replace("NODE_NAMESERVERS", String.join(" ", own));
    }
    return line.isEmpty() ? List.of() : Arrays.asList(line.split(" +"));
  }

  private String node(String pod) {
    return pods.named(scene.podName(pod)).node();
  }

  private List<PodView> of(String deployment) {
    return pods.of(deployment);
  }
}
