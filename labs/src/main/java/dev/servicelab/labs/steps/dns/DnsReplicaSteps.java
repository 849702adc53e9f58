package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.kernel.Metrics;
import dev.servicelab.labs.traffic.dns.Dig;
import dev.servicelab.labs.traffic.http.NodeHttp;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.SystemPods;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each DNS pod by itself: what it answers, and what it tells of itself. */
public final class DnsReplicaSteps {

  private final Scene scene;
  private final Pods pods;
  private final SystemPods system;
  private final Map<String, Double> noted = new HashMap<>();

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param system the pods of DNS
   */
  public DnsReplicaSteps(Scene scene, Pods pods, SystemPods system) {
    this.scene = scene;
    this.pods = pods;
    this.system = system;
  }

  /** Waits until each has the address of each pod, every one once, and nothing else. */
  @Then("every DNS pod answers pod {string} for {string} with the pods of the Deployment {string}")
  public void answersAlike(String client, String name, String workload) {
    List<String> wanted = pods.of(workload).stream().map(PodView::ip).toList();
    for (PodView server : replicas()) {
      scene
          .settling("dns")
          .see(
              "%s says that %s leads to the pods of %s".formatted(server, name, workload),
              scene.timeouts().dns(),
              () -> dig(client, server, name),
              found ->
                  assertThat(found)
                      .extracting(Dig.Answer::address)
                      .containsExactlyInAnyOrderElementsOf(wanted));
    }
  }

  /** Its value now, to be compared with later; one that is not there yet counts as 0. */
  @Given("the metric {string} of every DNS pod is noted")
  public void note(String metric) {
    replicas().forEach(pod -> noted.put(metric + pod.name(), value(pod, metric)));
  }

  /** Waits until it has. */
  @Then("the metric {string} of every DNS pod has grown")
  public void hasGrown(String metric) {
    for (PodView pod : replicas()) {
      Double before = noted.get(metric + pod.name());
      assertThat(before).as("noted before of %s", pod).isNotNull();
      scene
          .eventually()
          .see(
              "%s of %s".formatted(metric, pod),
              scene.timeouts().dns(),
              1,
              () -> value(pod, metric),
              now -> assertThat(now).isGreaterThan(before));
    }
  }

  /** All of them, whatever their values. */
  @Then("every DNS pod has these metrics:")
  public void has(DataTable names) {
    List<String> wanted = names.asLists().stream().skip(1).map(List::getFirst).toList();
    for (PodView pod : replicas()) {
      Metrics metrics = metrics(pod);
      assertThat(wanted).as("of %s", pod).isNotEmpty().allMatch(metrics::has);
    }
  }

  private List<PodView> replicas() {
    List<PodView> replicas = system.dns();
    assertThat(replicas).as("DNS pods").hasSizeGreaterThan(1);
    return replicas;
  }

  private List<Dig.Answer> dig(String client, PodView server, String name) {
    List<String> command =
        List.of("dig", "+noall", "+answer", "@" + server.ip(), scene.hostName(name));
    CommandResult result = scene.inPod(client, command);
    assertThat(result.exitCode()).as("%s: %s", command, result).isZero();
    return Dig.parse(result.stdout());
  }

  private double value(PodView pod, String metric) {
    return metrics(pod).value(metric).orElse(0);
  }

  private Metrics metrics(PodView pod) {
    String url = "http://" + pod.ip() + ":9153/metrics";
    return Metrics.parse(NodeHttp.get(scene.cluster(), pod.node(), url).body());
  }
}
