package dev.servicelab.labs.steps.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What the proxies tell everybody, as events of the API server. */
public final class EventSteps {
  private static final String PROXY = "kube-proxy";

  private final Scene scene;

  /**
   * @param scene the scenario
   */
  public EventSteps(Scene scene) {
    this.scene = scene;
  }

  /** A process of the node listens there until the scenario is over. */
  @Given("port {int} of {node} is taken by another program")
  public void occupy(int port, String node) {
    String listen =
        "setsid socat TCP4-LISTEN:%d,fork,reuseaddr /dev/null > /dev/null 2>&1 & echo $!"
            .formatted(port);
    String pid =
        scene
            .cluster()
            .onNode(node, List.of("sh", "-c", listen))
            .required("a listener on " + node)
            .strip();
    scene.atEnd(() -> scene.cluster().onNode(node, List.of("kill", pid)));
  }

  /** Said of the Service by the proxy of this node. */
  @Then("the proxy of {node} has told of the Service {string}: {word}")
  public void ofService(String node, String service, String reason) {
    see(
        "Service " + service,
        reason,
        () ->
            events(scene.namespace()).stream()
                .filter(event -> event.getRegarding().getKind().equals("Service"))
                .filter(event -> event.getRegarding().getName().equals(service))
                .filter(event -> said(event, node, reason))
                .toList());
  }

  /** Said of its node, since the scenario began. */
  @Then("the proxy of {node} has told of its node: {word}")
  public void ofNode(String node, String reason) {
    see(
        "Node " + node,
        reason,
        () ->
            events("default").stream()
                .filter(event -> event.getRegarding().getKind().equals("Node"))
                .filter(event -> event.getRegarding().getName().equals(node))
                .filter(event -> !made(event).isBefore(scene.begun()))
                .filter(event -> said(event, node, reason))
                .toList());
  }

  private void see(String whom, String reason, Supplier<List<Event>> look) {
    List<Event> seen =
        scene
            .eventually()
            .see(
                "event %s of %s".formatted(reason, whom),
                scene.timeouts().traffic(),
                1,
                look,
                events -> assertThat(events).isNotEmpty());
    scene.attach("event", seen.getFirst().getReason() + ": " + seen.getFirst().getNote());
  }

  private static boolean said(Event event, String node, String reason) {
    return event.getReason().equals(reason)
        && PROXY.equals(event.getReportingController())
        && event.getReportingInstance().endsWith(node);
  }

  /** The API server gives the second only; this is the end of it. */
  private static Instant made(Event event) {
    return Instant.parse(event.getMetadata().getCreationTimestamp()).plusMillis(999);
  }

  private List<Event> events(String namespace) {
    return scene.client().events().v1().events().inNamespace(namespace).list().getItems();
  }
}
