package dev.servicelab.labs.steps.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.kernel.PacketCounters;
import dev.servicelab.labs.kernel.PacketCounters.Place;
import dev.servicelab.labs.steps.PodSteps;
import dev.servicelab.labs.traffic.HeldConnection;
import dev.servicelab.labs.traffic.Ping;
import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Reply;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Requesters;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.Traffic;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The same request in each mode of the proxy, and in one word what becomes of it. */
public final class ModeSteps {
  private static final String ANSWERED = "answered";
  private static final String REFUSED = "refused";

  private final Scene scene;
  private final Pods pods;
  private final Requesters requesters;
  private final PodSteps podSteps;
  private final KnockSteps knocks;
  private @Nullable Supplier<String> request;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param requesters who can ask
   * @param podSteps has a pod fail its probe
   * @param knocks waits for a refusal
   */
  public ModeSteps(
      Scene scene, Pods pods, Requesters requesters, PodSteps podSteps, KnockSteps knocks) {
    this.scene = scene;
    this.pods = pods;
    this.requesters = requesters;
    this.podSteps = podSteps;
    this.knocks = knocks;
  }

  /** One connection, and one question on it if it is accepted. */
  @When("{requesters} asks {targets}")
  public void asks(List<Requester> from, List<Target> to) {
    request =
        () -> {
          Silence seen = Silence.look(scene, scene.namespace(), from, to);
          scene.attach("what is seen", seen.toString());
          return switch (seen.knocks().values().iterator().next()) {
            case OPEN -> answered(Traffic.round(from, to, 1).getFirst());
            case REFUSED -> REFUSED;
            case SILENCE -> unanswered(seen.left().values().stream().anyMatch(left -> left > 0));
          };
        };
  }

  /** Three echo requests. What refuses them says that a port, not a host, is unreachable. */
  @When("pod {string} pings {string}")
  public void pings(String pod, String host) {
    String match = "-d %s -p icmp --icmp-type echo-request".formatted(scene.address(host));
    String node = pods.named(pod).node();
    request =
        () -> {
          try (PacketCounters counters =
              PacketCounters.begin(
                  scene.cluster(), node, scene.namespace(), List.of(Place.LEFT), match)) {
            Ping ping = Ping.of(scene.address(host), command -> scene.inPod(pod, command));
            scene.attach("ping", ping.output());
            if (ping.answered() > 0) {
              return ANSWERED;
            }
            return ping.output().contains("Port Unreachable")
                ? REFUSED
                : unanswered(counters.read(Place.LEFT) > 0);
          }
        };
  }

  /** So many connections that chance would choose some pod twice in a row. */
  @When("{requesters} asks {targets} {int} times")
  public void asksManyTimes(List<Requester> from, List<Target> to, int count) {
    request =
        () -> {
          Replies replies = Traffic.round(from, to, count).getFirst();
          assertThat(replies.answered()).as("%s", replies).hasSize(count);
          List<String> chosen = replies.answered().stream().map(Reply.Answered::pod).toList();
          scene.attach("choices", chosen.toString());
          assertThat(replies.byPod()).as("more than one pod").hasSizeGreaterThan(1);
          boolean inTurn =
              IntStream.range(1, count).noneMatch(i -> chosen.get(i).equals(chosen.get(i - 1)));
          return inTurn ? "one pod after the other" : "as chance has it";
        };
  }

  /**
   * A question on a connection that was made, and used, while the pod was ready. Nobody is let in
   * by now: the pod was the only endpoint.
   */
  @When("pod {string} asks {targets} once more, and its pod {string} is not ready any more")
  public void asksOnceMore(String client, List<Target> to, String server) {
    HeldConnection kept = HeldConnection.open(scene, client, to.getFirst());
    scene.call(server, pods.named(server));
    assertThat(ask(kept)).as("who answered").isEqualTo(scene.podName(server));
    podSteps.failReadiness(server, client);
    knocks.refused(List.of(requesters.pod(client)), to);
    request =
        () -> {
          ask(kept);
          return ANSWERED;
        };
  }

  /** Waits until it is, as rules may still be on their way. */
  @Then("this is {string} in iptables mode, and {string} in ipvs mode")
  public void becomes(String iptables, String ipvs) {
    Mode mode = scene.cluster().spec().mode();
    Supplier<String> asked = request;
    assertThat(asked).as("a request").isNotNull();
    scene
        .settling("traffic")
        .see(
            "what becomes of it in %s mode".formatted(mode.word()),
            scene.timeouts().traffic(),
            1,
            asked,
            seen -> assertThat(seen).isEqualTo(mode == Mode.IPVS ? ipvs : iptables));
  }

  private String ask(HeldConnection kept) {
    int before = kept.come().size();
    kept.send();
    List<Reply> come =
        scene
            .eventually()
            .see(
                "an answer on the connection of pod " + kept.pod(),
                scene.timeouts().traffic(),
                1,
                kept::come,
                replies -> assertThat(replies).hasSizeGreaterThan(before));
    assertThat(come.getLast()).isInstanceOf(Reply.Answered.class);
    return ((Reply.Answered) come.getLast()).pod();
  }

  private static String answered(Replies replies) {
    assertThat(replies.failures()).as("%s", replies).isEmpty();
    return ANSWERED;
  }

  private static String unanswered(boolean left) {
    return left ? "sent on out of the node" : "dropped";
  }
}
