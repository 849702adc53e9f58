package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.traffic.dns.NameLookup;
import dev.servicelab.labs.traffic.dns.NameLookup.Found;
import dev.servicelab.labs.traffic.dns.NameLookup.Outcome;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Then;
import java.util.List;

/** What the programs in a pod make of a name, each in its own way. */
public final class LookupSteps {

  private final Scene scene;
  private final Pods pods;

  /**
   * @param scene the scenario
   * @param pods its pods
   */
  public LookupSteps(Scene scene, Pods pods) {
    this.scene = scene;
    this.pods = pods;
  }

  /** Which program looks the name up. */
  @ParameterType("BIND's nslookup|BusyBox's nslookup|the C library")
  public NameLookup lookup(String text) {
    return switch (text) {
      case "BIND's nslookup" -> NameLookup.BIND;
      case "BusyBox's nslookup" -> NameLookup.BUSYBOX;
      default -> NameLookup.C_LIBRARY;
    };
  }

  /** The name leads to the address that the pod has now, and to no other. */
  @Then("in pod {string}, {lookup} finds pod {string} by the name {string}")
  public void finds(String client, NameLookup lookup, String pod, String name) {
    leadsTo(client, lookup, name, pods.named(pod));
  }

  /** As before, and the server was asked for the longer name: the search list was used. */
  @Then("in pod {string}, {lookup} completes {string} to {string} and finds pod {string}")
  public void completes(
      String client, NameLookup lookup, String name, String completed, String pod) {
    Outcome outcome = leadsTo(client, lookup, name, pods.named(pod));
    assertThat(outcome.found()).extracting(Found::name).containsOnly(scene.hostName(completed));
  }

  /** No waiting here: an earlier step has shown that the server knows whom the name would mean. */
  @Then("in pod {string}, {lookup} finds nothing by the name {string}")
  public void findsNothing(String client, NameLookup lookup, String name) {
    assertThat(told(look(client, lookup, name)).found()).isEmpty();
  }

  /** As before, and the name as it stands is the only one that was asked for. */
  @Then(
      "in pod {string}, {lookup} asks for {string} as it stands, for no other name, and finds"
          + " nothing")
  public void asksAsItStands(String client, NameLookup lookup, String name) {
    Outcome outcome = told(look(client, lookup, name));
    assertThat(outcome.found()).isEmpty();
    assertThat(outcome.refused()).containsExactly(scene.hostName(name));
  }

  /** {@code SET-NUMBER.SERVICE.NAMESPACE.svc.cluster.local} for every pod of the set. */
  @Then(
      "in pod {string}, {lookup} finds each pod of the StatefulSet {string} by its full name in the"
          + " Service {string}")
  public void findsEach(String client, NameLookup lookup, String set, String service) {
    List<PodView> members = pods.of(set);
    assertThat(members).isNotEmpty();
    for (PodView member : members) {
      leadsTo(
          client, lookup, member.name() + "." + service + ".NAMESPACE.svc.cluster.local", member);
    }
  }

  private Outcome leadsTo(String client, NameLookup lookup, String name, PodView pod) {
    Look last =
        scene
            .eventually()
            .see(
                "%s in pod %s finds %s by the name %s".formatted(lookup, client, pod, name),
                scene.timeouts().dns(),
                1,
                () -> look(client, lookup, name),
                look ->
                    assertThat(look.outcome().found())
                        .as("%s", look)
                        .extracting(Found::address)
                        .containsExactly(pod.ip()));
    return told(last);
  }

  /** The exit code is not looked at: BusyBox reports an error if one of several questions fails. */
  private Look look(String client, NameLookup lookup, String name) {
    List<String> command = lookup.command(scene.hostName(name));
    CommandResult result = scene.inPod(client, command);
    return new Look(
        String.join(" ", command),
        result.stdout() + result.stderr(),
        lookup.parse(result.stdout()));
  }

  /** Puts what the program printed into the report. */
  private Outcome told(Look look) {
    scene.attach(look.command(), look.output());
    return look.outcome();
  }

  private record Look(String command, String output, Outcome outcome) {}
}
