package dev.servicelab.labs.steps.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.kernel.KernelTrace;
import dev.servicelab.labs.kernel.NodeAddresses;
import dev.servicelab.labs.kernel.Oracle;
import dev.servicelab.labs.kernel.TracedPacket;
import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Reply;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.Packet.Origin;
import dev.servicelab.proxy.trace.Story;
import dev.servicelab.proxy.trace.Trace;
import dev.servicelab.state.Protocol;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way of a packet through a node, as its kernel traced it. */
public final class WalkSteps {
  private final Scene scene;
  private final Services services;
  private final Oracle oracle;
  private @Nullable Walked walked;

  /**
   * @param scene the scenario
   * @param services its Services
   * @param oracle says which ways there are
   */
  public WalkSteps(Scene scene, Services services, Oracle oracle) {
    this.scene = scene;
    this.services = services;
    this.oracle = oracle;
  }

  /**
   * One traced connection.
   *
   * @param node the node whose kernel it was
   * @param packet the trace of its first packet
   * @param answered who answered it
   */
  private record Walked(String node, Target target, TracedPacket packet, Reply.Answered answered) {}

  /** Waits for the first connection that is answered, and traced to its end. */
  @When("the kernel traces a connection from {requesters} to {targets}")
  public void trace(List<Requester> from, List<Target> to) {
    walked = trace(from.getFirst(), to.getFirst(), Optional.empty());
  }

  /** As long as chance lets another pod answer, one more connection is traced. */
  @When("the kernel traces a connection from {requesters} to {targets} that pod {string} answers")
  public void trace(List<Requester> from, List<Target> to, String alias) {
    walked = trace(from.getFirst(), to.getFirst(), scene.calledPod(alias));
  }

  private Walked trace(Requester from, Target to, Optional<PodView> wanted) {
    String node = from.node().orElseGet(() -> nodeWith(to.host()));
    String match = "ip daddr %s tcp dport %d".formatted(to.host(), to.port());
    try (KernelTrace trace = KernelTrace.begin(scene.cluster(), node, scene.namespace(), match)) {
      Walked found =
          scene
              .settling("traffic")
              .see(
                  "a traced connection from %s to %s".formatted(from.name(), to),
                  scene.timeouts().traffic(),
                  1,
                  () -> once(trace, from, to),
                  seen ->
                      wanted.ifPresent(
                          pod -> assertThat(seen.answered().podIp()).isEqualTo(pod.ip())));
      scene.attach("trace on " + node, found.packet().toString());
      return found;
    }
  }

  private Walked once(KernelTrace trace, Requester from, Target to) {
    int before = trace.read().size();
    Replies replies = from.ask(to.host(), to.port(), 1);
    List<TracedPacket> seen = trace.read();
    assertThat(replies.answered()).as("%s", replies).hasSize(1);
    assertThat(seen.size()).as("traced packets").isGreaterThan(before);
    TracedPacket packet = seen.getLast();
    if (packet.isUnread()) {
      trace.again();
    }
    assertThat(packet.isUnread()).as("rules changed under %s", packet).isFalse();
    assertThat(packet.hasLeft()).as("%s traced to its end", packet).isTrue();
    Reply.Answered answer = replies.answered().getFirst();
    assertThat(packet.endpoint())
        .as("endpoint of %s", packet)
        .hasValueSatisfying(endpoint -> assertThat(endpoint).startsWith(answer.podIp() + ":"));
    return new Walked(trace.node(), to, packet, answer);
  }

  /** These rules and no others of the proxy held for it, in this order. */
  @Then("its first packet went this way:")
  public void wentThisWay(DataTable way) {
    assertThat(Ways.shortened(walked().packet(), services.portNames()))
        .containsExactlyElementsOf(
            way.asLists().stream().skip(1).map(row -> String.join(" ", row)).toList());
  }

  /** The rules come from the API objects alone; one of the possible ways has to be this one. */
  @Then("the tracer knows this way, and what became of the client's address")
  public void tracerAgrees() {
    Walked seen = walked();
    Packet packet =
        new Packet(
            isNode(seen) ? Origin.NODE : Origin.NETWORK,
            seen.packet().source(),
            Protocol.TCP,
            seen.target().host(),
            seen.target().port());
    List<Trace> traces = oracle.traces(seen.node(), packet);
    scene.attach("story", new Story(packet, traces).text());
    List<Trace> same =
        traces.stream().filter(trace -> Ways.of(trace).equals(Ways.of(seen.packet()))).toList();
    assertThat(same).as("ways like %s among %s", Ways.of(seen.packet()), traces).hasSize(1);
    String client = seen.answered().client();
    if (same.getFirst().masqueraded()) {
      assertThat(NodeAddresses.of(scene.cluster(), seen.node())).contains(client);
    } else {
      assertThat(client).isEqualTo(seen.packet().source());
    }
  }

  private boolean isNode(Walked seen) {
    return seen.packet().hops().getFirst().chain().equals("OUTPUT");
  }

  private String nodeWith(String ip) {
    return scene.cluster().nodes().stream()
        .filter(node -> node.internalIp().equals(ip))
        .map(LabNode::name)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no node has the address " + ip));
  }

  private Walked walked() {
    assertThat(walked).as("a traced connection").isNotNull();
    return walked;
  }
}
