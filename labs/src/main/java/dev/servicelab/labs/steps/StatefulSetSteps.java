package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Requesters;
import dev.servicelab.labs.traffic.dns.NameLookup;
import dev.servicelab.labs.traffic.dns.NameLookup.Found;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** The members of a StatefulSet: their names, and how they find each other. */
public final class StatefulSetSteps {

  private final Scene scene;
  private final Pods pods;
  private final Requesters requesters;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param requesters who can ask
   */
  public StatefulSetSteps(Scene scene, Pods pods, Requesters requesters) {
    this.scene = scene;
    this.pods = pods;
    this.requesters = requesters;
  }

  /** The set's name, a hyphen and a number, counted from 0. */
  @Then("the pods of the StatefulSet {string} are numbered from {string} to {string}")
  public void numbered(String set, String first, String last) {
    List<String> names = pods.of(set).stream().map(PodView::name).toList();
    assertThat(names)
        .containsExactlyElementsOf(
            IntStream.range(0, names.size()).mapToObj(number -> set + "-" + number).toList())
        .startsWith(first)
        .endsWith(last);
  }

  /** Each member looks up {@code PEER.SERVICE} of each other, as its programs would. */
  @Then(
      "each pod of the StatefulSet {string} finds the address of every other by its name in the"
          + " Service {string}")
  public void findPeers(String set, String service) {
    eachPair(
        set,
        (member, peer) ->
            assertThat(
                    NameLookup.C_LIBRARY
                        .parse(
                            scene
                                .inPod(
                                    member.name(),
                                    NameLookup.C_LIBRARY.command(peer.name() + "." + service))
                                .stdout())
                        .found())
                .as("%s looks for %s", member, peer)
                .extracting(Found::address)
                .containsExactly(peer.ip()));
  }

  /** Each member sends a request to {@code PEER.SERVICE} of each other. */
  @Then(
      "each pod of the StatefulSet {string} is answered by every other that it asks by its name in"
          + " the Service {string}")
  public void reachPeers(String set, String service) {
    eachPair(
        set,
        (member, peer) -> {
          Replies replies = requesters.pod(member.name()).ask(peer.name() + "." + service, 80, 1);
          assertThat(replies.failures()).as("%s", replies).isEmpty();
          assertThat(replies.byPod()).as("%s", replies).containsOnlyKeys(peer.name());
        });
  }

  /** Waits for each pair, as the DNS server may still be about to hear of a member. */
  private void eachPair(String set, BiConsumer<PodView, PodView> check) {
    List<PodView> members = pods.of(set);
    assertThat(members).hasSizeGreaterThan(1);
    for (PodView member : members) {
      for (PodView peer : members) {
        if (!peer.equals(member)) {
          scene
              .eventually()
              .see(
                  "%s finds %s".formatted(member, peer),
                  scene.timeouts().dns(),
                  1,
                  () -> peer,
                  seen -> check.accept(member, seen));
        }
      }
    }
  }
}
