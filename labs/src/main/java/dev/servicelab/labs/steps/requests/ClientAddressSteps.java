package dev.servicelab.labs.steps.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.kernel.NodeAddresses;
import dev.servicelab.labs.traffic.OutsideRequester;
import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Reply;
import dev.servicelab.labs.traffic.Traffic;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whom the pods behind a Service saw asking, in the requests that the scenario made last. */
public final class ClientAddressSteps {

  private final Scene scene;
  private final Pods pods;
  private final Traffic traffic;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param traffic made the requests
   */
  public ClientAddressSteps(Scene scene, Pods pods, Traffic traffic) {
    this.scene = scene;
    this.pods = pods;
    this.traffic = traffic;
  }

  /**
   * Two requests on one connection would have come from the same port; then one choice would have
   * been seen twice.
   */
  @Then("each of these requests was a connection of its own")
  public void connectionOfItsOwn() {
    for (Replies replies : requests()) {
      assertThat(replies.answered()).extracting(Reply.Answered::clientPort).doesNotHaveDuplicates();
    }
  }

  /** Nothing on the way has replaced the client's address. */
  @Then("each of these requests was seen coming from the address of pod {string}")
  public void fromPod(String client) {
    String ip = address(client);
    for (Replies replies : requests()) {
      assertThat(replies.answered())
          .allMatch(answer -> answer.client().equals(ip), "client address " + ip);
    }
  }

  /** No node has replaced the address of the machine that runs the lab. */
  @Then("each of these requests was seen coming from the address of the machine outside")
  public void fromOutside() {
    Set<String> own = OutsideRequester.addresses();
    for (Replies replies : requests()) {
      assertThat(replies.answered())
          .allMatch(answer -> own.contains(answer.client()), "client among " + own);
    }
  }

  /** The node that was asked has put an address of its own in place of the client's. */
  @Then("each of these requests was seen coming from an address of the node that was asked")
  public void fromNodeAsked() {
    for (LabNode node : scene.cluster().nodes()) {
      Set<String> own = NodeAddresses.of(scene.cluster(), node.name());
      List<Replies> asked =
          requests().stream()
              .filter(replies -> replies.target().startsWith(node.internalIp() + ":"))
              .toList();
      assertThat(asked).as("requests to %s", node.name()).isNotEmpty();
      for (Replies replies : asked) {
        assertThat(replies.answered())
            .allMatch(answer -> own.contains(answer.client()), "client among " + own);
      }
    }
  }

  /** Whichever node the client is on has put an address of its own in place of the client's. */
  @Then("each of these requests was seen coming from an address of a node")
  public void fromNode() {
    Set<String> own =
        scene.cluster().nodes().stream()
            .flatMap(node -> NodeAddresses.of(scene.cluster(), node.name()).stream())
            .collect(Collectors.toSet());
    for (Replies replies : requests()) {
      assertThat(replies.answered())
          .allMatch(answer -> own.contains(answer.client()), "client among " + own);
    }
  }

  /** The hairpin: an address of the node, and so not the pod's own. */
  @Then(
      "those of these requests that pod {string} answered were seen coming from an address of its"
          + " node")
  public void hairpinFromNode(String alias) {
    PodView pod = scene.calledPod(alias).orElseThrow();
    Set<String> own = NodeAddresses.of(scene.cluster(), pod.node());
    assertThat(own).isNotEmpty().doesNotContain(pod.ip());
    assertThat(answers(pod, true))
        .isNotEmpty()
        .allMatch(answer -> own.contains(answer.client()), "client among " + own);
  }

  /** Not the hairpin: only the pod's requests to itself are masqueraded. */
  @Then(
      "those of these requests that another pod answered were seen coming from the address of pod"
          + " {string}")
  public void othersFromPod(String alias) {
    PodView pod = scene.calledPod(alias).orElseThrow();
    assertThat(answers(pod, false))
        .isNotEmpty()
        .allMatch(answer -> answer.client().equals(pod.ip()), "client address " + pod.ip());
  }

  /** Both at once, for requests that several pods have sent. */
  @Then(
      "those of these requests that a pod answered itself were seen coming from an address of its"
          + " node, all others from the pod's own")
  public void hairpinsFromNode() {
    for (Replies replies : requests()) {
      PodView pod = pods.named(replies.source().split("\"")[1]);
      Set<String> node = NodeAddresses.of(scene.cluster(), pod.node());
      assertThat(replies.byPod()).as("%s", replies).containsKey(pod.name()).hasSizeGreaterThan(1);
      for (Reply.Answered answer : replies.answered()) {
        Set<String> expected = answer.pod().equals(pod.name()) ? node : Set.of(pod.ip());
        assertThat(expected).as("client seen by %s", answer).contains(answer.client());
      }
    }
  }

  private List<Reply.Answered> answers(PodView pod, boolean byItself) {
    return requests().stream()
        .flatMap(replies -> replies.answered().stream())
        .filter(answer -> answer.pod().equals(pod.name()) == byItself)
        .toList();
  }

  private List<Replies> requests() {
    assertThat(traffic.last()).as("requests made by an earlier step").isNotEmpty();
    return traffic.last();
  }

  private String address(String pod) {
    return scene.calledPod(pod).orElseGet(() -> pods.named(pod)).ip();
  }
}
