package dev.servicelab.labs.steps.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.kernel.PacketCounters;
import dev.servicelab.labs.kernel.PacketCounters.Place;
import dev.servicelab.labs.traffic.ForeignContainer;
import dev.servicelab.labs.traffic.Requesters;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Map;

/** Packets to 127.0.0.1 that come over the network, where none should ever be. */
public final class LoopbackSteps {
  private final Scene scene;
  private final Requesters requesters;

  /**
   * @param scene the scenario
   * @param requesters knows the containers
   */
  public LoopbackSteps(Scene scene, Requesters requesters) {
    this.scene = scene;
    this.requesters = requesters;
  }

  /**
   * The container has its node as the way to 127.0.0.1. Its packet comes in there, and no process
   * gets it.
   */
  @Then("a packet from container {string} to port {int} of its node's 127.0.0.1 is dropped there")
  public void dropped(String name, int port) {
    ForeignContainer container = requesters.foreignContainer(name);
    container.routeLoopbackToNode();
    String match = "-s %s -d 127.0.0.1 -p tcp --dport %d".formatted(container.address(), port);
    try (PacketCounters counters =
        PacketCounters.begin(
            scene.cluster(),
            container.node(),
            scene.namespace(),
            List.of(Place.ARRIVED, Place.DELIVERED),
            match)) {
      CommandResult knock =
          container.inside(
              List.of("socat", "-u", "/dev/null", "TCP4:127.0.0.1:" + port + ",connect-timeout=2"));
      Map<String, Long> seen = counters.read();
      scene.attach("packets to 127.0.0.1", seen.toString());
      assertThat(knock.ok()).as("connected to 127.0.0.1 of the node").isFalse();
      assertThat(seen.get(Place.ARRIVED.counter())).as("packets that arrived").isPositive();
      assertThat(seen).containsEntry(Place.DELIVERED.counter(), 0L);
    }
  }
}
