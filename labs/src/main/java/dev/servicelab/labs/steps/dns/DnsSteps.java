package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.traffic.dns.Dig;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;

/** Names and the addresses they lead to, as a pod sees them. */
public final class DnsSteps {

  /**
   * Four queries meet both DNS pods with probability 7/8; with the second look in a row it is
   * 127/128.
   */
  private static final int QUERIES = 4;

  /** The exit code of getent when there is no such key. */
  private static final int NOT_FOUND = 2;

  private final Scene scene;
  private final Pods pods;
  private final Services services;
  private Duration remembered = Duration.ZERO;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param services its Services
   */
  public DnsSteps(Scene scene, Pods pods, Services services) {
    this.scene = scene;
    this.pods = pods;
    this.services = services;
  }

  /** Waits until each answer is this address alone, and notes for how long it may be remembered. */
  @Then("pod {string} resolves {string} to {string}")
  public void resolves(String pod, String name, String address) {
    resolves(pod, name, scene.address(address), scene.timeouts().dns());
  }

  /** The same with the address that a pod has now. */
  @Then("pod {string} resolves {string} to the address of pod {string}")
  public void resolvesToPod(String pod, String name, String owner) {
    resolves(pod, name, pods.named(owner).ip(), scene.timeouts().dns());
  }

  /** The same with the address that a Service has now. */
  @Then("pod {string} resolves {string} to the ClusterIP of the Service {string}")
  public void resolvesToService(String pod, String name, String service) {
    resolves(pod, name, services.clusterIp(service), scene.timeouts().dns());
  }

  /** As long as an answer's TTL, a cache may give the old address; after that nobody may. */
  @Then(
      "pod {string} resolves {string} to the ClusterIP of the Service {string} within the TTL of"
          + " the old answer")
  public void resolvesWithinTtl(String pod, String name, String service) {
    followsWithinTtl(pod, name, services.clusterIp(service));
  }

  /** The same with the address that a pod has now. */
  @Then(
      "pod {string} resolves {string} to the address of pod {string} within the TTL of the old"
          + " answer")
  public void resolvesToPodWithinTtl(String pod, String name, String owner) {
    followsWithinTtl(pod, name, pods.named(owner).ip());
  }

  /** Waits until each answer has the address of each pod, every one once, and nothing else. */
  @Then(
      "pod {string} resolves {string} to one record for each pod of the Deployment/StatefulSet"
          + " {string}, with its address")
  public void resolvesToEachPod(String pod, String name, String workload) {
    scene
        .eventually()
        .see(
            "%s resolves to the pods of %s in pod %s".formatted(name, workload, pod),
            scene.timeouts().dns(),
            () -> dig(pod, name, 1),
            records ->
                assertThat(records)
                    .extracting(Dig.Answer::address)
                    .containsExactlyInAnyOrderElementsOf(
                        pods.of(workload).stream().map(PodView::ip).toList()));
  }

  /** No waiting here: once it is forgotten, an address must not come back. */
  @Then("none of {int} answers to pod {string} for {string} is {string}")
  public void noneIs(int count, String pod, String name, String address) {
    assertThat(dig(pod, name, count))
        .hasSizeGreaterThanOrEqualTo(count)
        .extracting(Dig.Answer::address)
        .doesNotContain(scene.address(address));
  }

  private void followsWithinTtl(String pod, String name, String address) {
    assertThat(remembered).as("TTL of the answer before").isPositive();
    resolves(pod, name, address, remembered.plus(scene.timeouts().dns()));
  }

  /**
   * As most programs do it, with the C library instead of a DNS tool: search list, options and all.
   */
  @Then("a program in pod {string} that looks up {string} gets {string}")
  public void looksUp(String pod, String name, String address) {
    String wanted = scene.address(address);
    CommandResult result = scene.inPod(pod, List.of("getent", "ahostsv4", scene.hostName(name)));
    assertThat(result.exitCode()).as("getent in pod %s: %s", pod, result.stderr()).isZero();
    assertThat(result.stdout().lines().map(line -> line.split(" ")[0]))
        .as("addresses of %s in pod %s", name, pod)
        .isNotEmpty()
        .allMatch(wanted::equals, wanted);
  }

  /**
   * The servers that the pod asks answer, and they answer that the name does not exist; so a
   * program in the pod finds nothing. Servers that say nothing do not satisfy this.
   */
  @Then("pod {string} is told that there is no name {string}")
  public void isTold(String pod, String name) {
    CommandResult dig = scene.inPod(pod, Dig.statusCommand(scene.hostName(name)));
    assertThat(Dig.statuses(dig.stdout()))
        .as("dig %s in pod %s: %s%s", scene.hostName(name), pod, dig.stdout(), dig.stderr())
        .isNotEmpty()
        .containsOnly("NXDOMAIN");
    CommandResult getent = scene.inPod(pod, List.of("getent", "ahostsv4", scene.hostName(name)));
    assertThat(getent.exitCode()).as("getent in pod %s: %s", pod, getent).isEqualTo(NOT_FOUND);
  }

  private void resolves(String pod, String name, String address, Duration limit) {
    List<Dig.Answer> answers =
        scene
            .settling("dns")
            .see(
                "%s resolves to %s in pod %s".formatted(name, address, pod),
                limit,
                () -> dig(pod, name, QUERIES),
                records ->
                    assertThat(records)
                        .hasSize(QUERIES)
                        .allMatch(
                            record -> record.address().equals(address), "address " + address));
    remembered = Duration.ofSeconds(answers.stream().mapToInt(Dig.Answer::ttl).max().orElse(0));
  }

  private List<Dig.Answer> dig(String pod, String name, int times) {
    CommandResult result = scene.inPod(pod, Dig.command(scene.hostName(name), times));
    assertThat(result.exitCode())
        .as("dig in pod %s: %s%s", pod, result.stdout(), result.stderr())
        .isZero();
    return Dig.parse(result.stdout());
  }
}
