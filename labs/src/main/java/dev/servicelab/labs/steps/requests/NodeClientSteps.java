package dev.servicelab.labs.steps.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.kernel.NodeAddresses;
import dev.servicelab.labs.kernel.PacketCounters;
import dev.servicelab.labs.kernel.PacketCounters.Place;
import dev.servicelab.labs.traffic.ForeignContainer;
import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Reply;
import dev.servicelab.labs.traffic.Requesters;
import dev.servicelab.labs.traffic.Traffic;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Clients on a node that are no pods: how their packets enter, and whom the pods see asking. */
public final class NodeClientSteps {

  private static final Pattern SOURCE = Pattern.compile("\\bsrc (\\S+)");

  private final Scene scene;
  private final Pods pods;
  private final Services services;
  private final Requesters requesters;
  private final Traffic traffic;
  private final List<PacketCounters> counters = new ArrayList<>();

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param services its Services
   * @param requesters who can ask
   * @param traffic made the requests
   */
  public NodeClientSteps(
      Scene scene, Pods pods, Services services, Requesters requesters, Traffic traffic) {
    this.scene = scene;
    this.pods = pods;
    this.services = services;
    this.requesters = requesters;
    this.traffic = traffic;
  }

  /** Makes the container; it goes with the scenario. */
  @Given("container {string} runs on {string} and is not one of Kubernetes'")
  public void foreignContainer(String alias, String node) {
    ForeignContainer made = ForeignContainer.create(scene.cluster(), node, scene.namespace());
    scene.atEnd(made::remove);
    requesters.add(alias, made);
    scene.attach("container " + alias, "on %s, address %s".formatted(node, made.address()));
  }

  /** Has every kernel count, until the scenario ends. */
  @Given(
      "every node counts the connections to the Service {string} that enter by OUTPUT and by"
          + " PREROUTING")
  public void count(String service) {
    String opening =
        "-m conntrack --ctstate NEW -d %s -p tcp --dport %d"
            .formatted(services.clusterIp(service), services.port(service));
    for (LabNode node : scene.cluster().nodes()) {
      PacketCounters begun =
          PacketCounters.begin(
              scene.cluster(), node.name(), scene.namespace(), Place.ENTRIES, opening);
      scene.atEnd(begun::close);
      counters.add(begun);
    }
  }

  /**
   * On the node of each requester the hook has seen each connection, the other hook none. A packet
   * that had to be sent twice is counted twice.
   */
  @Then("all of these requests entered by {word}, none by {word}")
  public void enteredBy(String hook, String other) {
    assertThat(counters).as("counters").isNotEmpty();
    Map<String, Long> made =
        traffic.last().stream()
            .collect(
                Collectors.groupingBy(
                    replies -> requesters.nodeOf(replies.source()).name(),
                    Collectors.summingLong(replies -> replies.answered().size())));
    assertThat(made).as("requests by node").isNotEmpty();
    for (PacketCounters counter : counters) {
      Map<String, Long> seen = counter.read();
      long expected = made.getOrDefault(counter.node(), 0L);
      scene.attach("new connections on " + counter.node(), seen.toString());
      assertThat(seen).as("on %s", counter.node()).containsEntry(other, 0L).containsKey(hook);
      assertThat(seen.get(hook))
          .as("%s on %s", hook, counter.node())
          .isGreaterThanOrEqualTo(expected);
    }
  }

  /** The node's side of the bridge on which its pods are: their default gateway. */
  @Then(
      "those of these requests that a pod on the same node answered were seen coming from the"
          + " address of the node's pod bridge")
  public void fromBridge() {
    int seen = 0;
    Map<String, String> bridges = new HashMap<>(); // to ask the node once for each pod is enough
    for (Replies replies : traffic.last()) {
      LabNode node = requesters.nodeOf(replies.source());
      for (Reply.Answered answer : answers(replies, true)) {
        String bridge = bridges.computeIfAbsent(answer.podIp(), ip -> sourceTowards(ip, node));
        assertThat(bridge).isNotEqualTo(node.internalIp());
        assertThat(answer.client()).as("client seen by %s", answer).isEqualTo(bridge);
        seen++;
      }
    }
    assertThat(seen).as("requests that a pod on the same node answered").isPositive();
  }

  /** The address by which the nodes know each other. */
  @Then(
      "those of these requests that a pod on another node answered were seen coming from the"
          + " InternalIP of the node")
  public void fromInternalIp() {
    int seen = 0;
    for (Replies replies : traffic.last()) {
      LabNode node = requesters.nodeOf(replies.source());
      for (Reply.Answered answer : answers(replies, false)) {
        assertThat(answer.client()).as("client seen by %s", answer).isEqualTo(node.internalIp());
        seen++;
      }
    }
    assertThat(seen).as("requests that a pod on another node answered").isPositive();
  }

  private List<Reply.Answered> answers(Replies replies, boolean sameNode) {
    LabNode node = requesters.nodeOf(replies.source());
    Set<String> there =
        pods.all().stream()
            .filter(pod -> pod.node().equals(node.name()))
            .map(PodView::name)
            .collect(Collectors.toSet());
    return replies.answered().stream()
        .filter(answer -> there.contains(answer.pod()) == sameNode)
        .toList();
  }

  /** The address that the node's routing would choose, which is what masquerading does. */
  private String sourceTowards(String podIp, LabNode node) {
    CommandResult route =
        scene.cluster().onNode(node.name(), List.of("ip", "-o", "route", "get", podIp));
    Matcher source = SOURCE.matcher(route.stdout());
    assertThat(source.find()).as("route on %s: %s", node.name(), route).isTrue();
    assertThat(NodeAddresses.of(scene.cluster(), node.name())).contains(source.group(1));
    return source.group(1);
  }
}
