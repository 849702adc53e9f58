package dev.servicelab.labs.steps.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.kernel.PacketCounters;
import dev.servicelab.labs.kernel.PacketCounters.Place;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Packets that no ordinary client sends. */
public final class RawPacketSteps {
  /**
   * A TCP header (RFC 9293) from port 40000 to port 80 with the flags SYN and ACK and a checksum of
   * zero, which is wrong: connection tracking calls such a packet invalid.
   */
  private static final String TCP_HEADER =
      "\\234\\100\\000\\120\\000\\000\\000\\001\\000\\000\\000\\001\\120\\022\\377\\377\\000\\000\\000\\000";

  private final Scene scene;
  private final Pods pods;
  private Map<String, Long> seen = new TreeMap<>();

  /**
   * @param scene the scenario
   * @param pods its pods
   */
  public RawPacketSteps(Scene scene, Pods pods) {
    this.scene = scene;
    this.pods = pods;
  }

  /** Has the node of the sender count how far they come. */
  @When("pod {string} sends {int} TCP packets with a wrong checksum to pod {string}")
  public void sendInvalid(String from, int count, String to) {
    PodView sender = pods.named(from);
    String ip = pods.named(to).ip();
    String match = "-s %s -d %s -p tcp --sport 40000".formatted(sender.ip(), ip);
    String script =
        "for n in $(seq %d); do printf '%s' | socat -u - IP4-SENDTO:%s:6; done"
            .formatted(count, TCP_HEADER, ip);
    try (PacketCounters counters =
        PacketCounters.begin(
            scene.cluster(),
            sender.node(),
            scene.namespace(),
            List.of(Place.ARRIVED, Place.LEFT),
            match)) {
      var _ = scene.inPod(from, List.of("sh", "-ec", script)).required("packets of pod " + from);
      seen = counters.read();
    }
  }

  /** None is missing: the kernel counted them where they came in, and none where they go out. */
  @Then("all {int} came to the node, and none of them left it")
  public void dropped(int count) {
    assertThat(seen)
        .containsEntry(Place.ARRIVED.counter(), (long) count)
        .containsEntry(Place.LEFT.counter(), 0L);
  }
}
