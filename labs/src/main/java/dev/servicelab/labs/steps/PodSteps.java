package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Requesters;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Single pods: their life, their probes, and what they answer at their own address. */
public final class PodSteps {

  private static final String DATE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d";

  private final Scene scene;
  private final Pods pods;
  private final Requesters requesters;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param requesters who can ask
   */
  public PodSteps(Scene scene, Pods pods, Requesters requesters) {
    this.scene = scene;
    this.pods = pods;
    this.requesters = requesters;
  }

  /** Up to three pods by their names. */
  @ParameterType("pod \"[^\"]*\"|pods \"[^\"]*\"(?:, \"[^\"]*\")? and \"[^\"]*\"")
  public List<String> pods(String text) {
    return Pattern.compile("\"([^\"]*)\"").matcher(text).results().map(r -> r.group(1)).toList();
  }

  /** Waits until the pod is ready. */
  @Given("the Pod {string} is ready")
  public void isReady(String name) {
    scene
        .arriving()
        .see(
            "the Pod " + name + " is ready",
            scene.timeouts().podsReady(),
            1,
            () -> pods.named(name),
            pod -> assertThat(pod.ready()).as("%s", pod).isTrue());
  }

  /** It was started, and its condition Ready is still false. */
  @Then("pod {string} is still not ready")
  public void isNotReady(String alias) {
    PodView pod = pods.withAddress(scene.podName(alias));
    assertThat(pod.ready()).as("%s", pod).isFalse();
  }

  /** The article's command: {@code curl -s -X POST -d 'readyz=err' POD-IP/readyz}. */
  @When("pod {string} is told, by pod {string}, to answer its readiness probe with an error")
  public void failReadiness(String alias, String client) {
    PodView pod = scene.calledPod(alias).orElseThrow();
    String url = "http://" + pod.ip() + "/readyz";
    run(client, List.of("curl", "-sS", "--fail", "-X", "POST", "-d", "readyz=err", url));
    scene.changed();
  }

  /** Gives the pod's present address a name to speak of it by. */
  @Given("the address of pod {string} is called {string}")
  public void callAddress(String pod, String alias) {
    scene.callAddress(alias, pods.named(pod).ip());
  }

  /** Starts the deletion; the pod may go on for as long as its grace period. */
  @When("pod {string} is deleted")
  public void delete(String alias) {
    pods.delete(scene.podName(alias));
  }

  /** The pod's present address is another one. */
  @Then("the address of pod {string} is not {string}")
  public void hasAnotherAddress(String pod, String alias) {
    assertThat(pods.named(pod).ip()).isNotEmpty().isNotEqualTo(scene.address(alias));
  }

  /** What the command {@code hostname} prints in the pod. */
  @Then("the host name in pod {string} is {string}")
  public void hasHostName(String pod, String wanted) {
    assertThat(run(pod, List.of("hostname")).strip()).isEqualTo(wanted);
  }

  /** Asks the pod itself, past any Service. */
  @Then("pod {string} still answers pod {string} at its own address")
  public void answers(String alias, String client) {
    PodView pod = scene.calledPod(alias).orElseThrow();
    Replies replies = requesters.pod(client).ask(pod.ip(), 80, 1);
    assertThat(replies.byPod()).as("%s", replies).containsOnlyKeys(pod.name());
  }

  /** Asks each pod as the article does, with nothing but its address, and compares line by line. */
  @Then(
      "each pod of the Deployment {string}, asked by pod {string} at its own address, answers in"
          + " these lines:")
  public void answersInLines(String deployment, String client, DataTable lines) {
    List<PodView> found = pods.of(deployment);
    assertThat(found).isNotEmpty();
    for (PodView pod : found) {
      String reply = run(client, List.of("curl", "-sS", "--max-time", "5", pod.ip()));
      scene.attach("curl " + pod.ip(), reply);
      assertThat(reply.lines()).as("what %s answers", pod).hasSize(lines.height());
      lines
          .asMap()
          .forEach(
              (name, value) ->
                  assertThat(reply.lines())
                      .anyMatch(line -> line.matches(pattern(name, value, pod))));
    }
  }

  private static String pattern(String name, String value, PodView pod) {
    String wanted = value.replace("POD_IP", pod.ip()).replace("POD_NAME", pod.name());
    Map<String, String> described = Map.of("a date and time with its UTC offset", DATE);
    return "%-4s: %s".formatted(name, described.getOrDefault(wanted, Pattern.quote(wanted)));
  }

  private String run(String client, List<String> command) {
    CommandResult result = scene.inPod(client, command);
    assertThat(result.exitCode()).as("%s in pod %s: %s", command, client, result.stderr()).isZero();
    return result.stdout();
  }
}
