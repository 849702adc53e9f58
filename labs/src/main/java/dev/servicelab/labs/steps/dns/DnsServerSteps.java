package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.manifests.Manifests;
import dev.servicelab.labs.steps.dns.LastAnswers.Answer;
import dev.servicelab.labs.traffic.http.PodHttp;
import dev.servicelab.labs.world.DnsServers;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** DNS servers of the scenario's own: the program of the cluster's DNS with another Corefile. */
public final class DnsServerSteps {

  private final Scene scene;
  private final Pods pods;
  private final Manifests manifests;
  private final DnsServers servers;
  private final PodHttp http;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param manifests those of its feature
   * @param servers its DNS servers
   * @param http asks them for pages
   */
  public DnsServerSteps(
      Scene scene, Pods pods, Manifests manifests, DnsServers servers, PodHttp http) {
    this.scene = scene;
    this.pods = pods;
    this.manifests = manifests;
    this.servers = servers;
    this.http = http;
  }

  /** Starts it and waits until it is ready. */
  @Given("a DNS server {string} runs with the files of the ConfigMap {string}")
  public void runs(String server, String configMap) {
    servers.allow();
    manifests.apply("ConfigMap", configMap);
    servers.start(server, configMap);
    isReady(server);
  }

  /** Starts it without any right to ask the API server what there is. */
  @Given(
      "a DNS server {string} that may not read the API starts with the files of the ConfigMap"
          + " {string}")
  public void startsForbidden(String server, String configMap) {
    manifests.apply("ConfigMap", configMap);
    servers.start(server, configMap);
  }

  /** Starts it, come what may. */
  @Given("a DNS server {string} starts with the files of the ConfigMap {string}")
  public void starts(String server, String configMap) {
    servers.allow();
    startsForbidden(server, configMap);
  }

  /** Gives it the right that it lacked. */
  @When("the DNS servers of the scenario may read the API")
  public void allow() {
    servers.allow();
  }

  /** Gives it one more right, for {@code pods verified}. */
  @When("the DNS servers of the scenario may list pods")
  public void allowPods() {
    servers.allowPods();
  }

  /** A page of the server, e.g. its health, as kubelet's probes ask for it. */
  @Then(
      "port {int} of the DNS server {string} answers pod {string} at {word} with {int} and"
          + " {string}")
  public void page(int port, String server, String client, String path, int status, String text) {
    scene
        .eventually()
        .see(
            "%s of %s".formatted(path, server),
            scene.timeouts().podsReady(),
            () -> http.page(client, server, port, path),
            answer -> {
              assertThat(answer.status()).as("%s", answer).isEqualTo(status);
              assertThat(answer.body()).as("%s", answer).contains(text);
            });
  }

  /** Waits until there is such a line. */
  @Then("the log of the DNS server {string} has a line with {string}")
  public void logHas(String server, String text) {
    scene
        .eventually()
        .see(
            "a line of the log",
            scene.timeouts().podsReady(),
            1,
            () -> servers.log(server),
            log -> assertThat(log).contains(scene.hostName(text)));
  }

  /** No waiting here: an earlier step has seen a line that was written later. */
  @Then("the log of the DNS server {string} has no line with {string}")
  public void logHasNot(String server, String text) {
    assertThat(servers.log(server)).isNotEmpty().doesNotContain(scene.hostName(text));
  }

  /** As {@link #logHas}, counted; what is written later is not waited for. */
  @Then("the log of the DNS server {string} has {int} line(s) with {string}")
  public void logHas(String server, int count, String text) {
    logHas(server, text);
    assertThat(servers.log(server).lines().filter(line -> line.contains(scene.hostName(text))))
        .hasSize(count);
  }

  /** The server itself gives up, and kubelet starts it again. */
  @Then("the container of the DNS server {string} ends with an error and is started again")
  public void crashes(String server) {
    scene
        .eventually()
        .see(
            server + " ends and is started again",
            scene.timeouts().podsReady(),
            1,
            () -> container(server),
            container -> {
              assertThat(container.getRestartCount()).as("%s", container).isPositive();
              assertThat(container.getLastState().getTerminated().getExitCode()).isNotZero();
            });
  }

  /** It is the container that was there at first. */
  @Then("the container of the DNS server {string} has not been started again")
  public void hasNotRestarted(String server) {
    assertThat(container(server).getRestartCount()).isZero();
  }

  /** From the beginning of the deletion, which is when the process is told to end. */
  @Then(
      "the DNS server {string}, being deleted, goes on answering pod {string} for {int} seconds,"
          + " and its page {word} on port {int} with it")
  public void goesOn(String server, String client, int seconds, String path, int port) {
    LastAnswers asked = LastAnswers.begin(scene, client, pods.named(server).ip(), port, path);
    Instant begin = Instant.now();
    pods.delete(server);
    List<Answer> answers =
        scene
            .arriving()
            .see(
                "DNS server " + server + " is silent",
                scene.timeouts().podsReady(),
                1,
                () -> asked.read().stream().filter(one -> one.when().isAfter(begin)).toList(),
                all -> assertThat(all).extracting(Answer::what).contains("silent"));
    List<Answer> before = answers.stream().takeWhile(one -> !one.what().equals("silent")).toList();
    Instant silent = answers.get(before.size()).when();
    scene.attach(
        server + " after its deletion",
        "answered " + before.size() + " times, silent " + Duration.between(begin, silent));
    // A question takes time, too: what was not answered was asked somewhere between the two.
    assertThat(before).extracting(Answer::what).contains("dns", "page");
    assertThat(silent).isAfter(begin.plusSeconds(seconds));
  }

  /** Waits until the pod is ready. */
  private void isReady(String server) {
    scene
        .arriving()
        .see(
            "DNS server " + server + " is ready",
            scene.timeouts().podsReady(),
            1,
            () -> pods.named(server),
            pod -> assertThat(pod).matches(PodView::ready, "is ready"));
  }

  private ContainerStatus container(String server) {
    return pods.object(server).getStatus().getContainerStatuses().stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError(server + " has no container yet"));
  }
}
