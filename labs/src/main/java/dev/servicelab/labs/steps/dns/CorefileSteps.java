package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.kernel.Metrics;
import dev.servicelab.labs.manifests.Manifests;
import dev.servicelab.labs.traffic.dns.Dig;
import dev.servicelab.labs.traffic.dns.DnsReply;
import dev.servicelab.labs.traffic.http.PodHttp;
import dev.servicelab.labs.world.DnsServers;
import dev.servicelab.labs.world.DnsWords;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.fabric8.kubernetes.api.model.Volume;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What the lines of a Corefile do: what is counted, passed on, refused, mixed and read again. */
public final class CorefileSteps {

  /** One of three addresses comes first in none of so many answers once in 10^10 times. */
  private static final int MANY = 60;

  /** Between two times that kubelet is made to look: the news may not have come to it yet. */
  private static final Duration KUBELET = Duration.ofSeconds(1);

  private static final int METRICS = 9153;

  private final Scene scene;
  private final Pods pods;
  private final Manifests manifests;
  private final DnsServers servers;
  private final PodHttp http;
  private final DnsWords words;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param manifests those of its feature
   * @param servers its DNS servers
   * @param http asks them for pages
   * @param words of the tables
   */
  public CorefileSteps(
      Scene scene,
      Pods pods,
      Manifests manifests,
      DnsServers servers,
      PodHttp http,
      DnsWords words) {
    this.scene = scene;
    this.pods = pods;
    this.manifests = manifests;
    this.servers = servers;
    this.http = http;
    this.words = words;
  }

  /** To the last blank. */
  @Then("the Corefile of the cluster's DNS, in the ConfigMap {string} of kube-system, says:")
  public void says(String configMap, String corefile) {
    assertThat(servers.systemFile(configMap, "Corefile").strip()).isEqualTo(corefile.strip());
    assertThat(servers.deployment().getSpec().getTemplate().getSpec().getVolumes())
        .filteredOn(volume -> volume.getConfigMap() != null)
        .extracting(Volume::getConfigMap)
        .extracting(source -> source.getName())
        .containsExactly(configMap);
  }

  /** All of them, whatever their values. */
  @Then("the DNS server {string} shows pod {string} these metrics:")
  public void shows(String server, String client, DataTable names) {
    Metrics metrics = metrics(server, client);
    assertThat(names.asLists().stream().skip(1).map(List::getFirst))
        .isNotEmpty()
        .allMatch(metrics::has);
  }

  /** No less and no more. */
  @Then("the DNS server {string} shows pod {string} that {string} is {int}")
  public void counts(String server, String client, String metric, int count) {
    scene
        .eventually()
        .see(
            metric,
            scene.timeouts().dns(),
            1,
            () -> metrics(server, client).value(metric).orElse(0),
            value -> assertThat(value).isEqualTo(count));
  }

  /** No less. */
  @Then("the DNS server {string} shows pod {string} that {string} is at least {int}")
  public void countsAtLeast(String server, String client, String metric, int count) {
    scene
        .eventually()
        .see(
            metric,
            scene.timeouts().podsReady(),
            1,
            () -> metrics(server, client).value(metric).orElse(0),
            value -> assertThat(value).isGreaterThanOrEqualTo(count));
  }

  /** Looks until a second passes on the server's clock, which counts in whole ones. */
  @Then(
      "the DNS server {string} tells pod {string} to remember {string} for fewer and fewer seconds")
  public void countsDown(String server, String client, String name) {
    int first = ttl(server, client, name);
    scene
        .eventually()
        .see(
            "the TTL of " + name + " counts down",
            scene.timeouts().dns(),
            1,
            () -> ttl(server, client, name),
            ttl -> assertThat(ttl).isLessThan(first));
  }

  /** Of the nodes' resolvers, which the DNS pods ask, one has been asked this by now. */
  @Then("the question {string} has been passed on to the DNS server of a node")
  public void passedOn(String question) {
    scene
        .eventually()
        .see(
            question + " was passed on",
            scene.timeouts().dns(),
            1,
            () -> passed(question),
            lines -> assertThat(lines).isNotEmpty());
  }

  /** No waiting here: a question that came later has been passed on before. */
  @Then("the question {string} has not been passed on")
  public void notPassedOn(String question) {
    assertThat(passed(question)).isEmpty();
  }

  /** Each of them comes first in some answer, which is left to chance. */
  @Then("the cluster's DNS gives pod {string} the {int} addresses of {string} in changing order")
  public void mixes(String client, int count, String name) {
    List<List<String>> questions = Collections.nCopies(MANY, List.of(words.fill(name), "A"));
    scene
        .eventually()
        .see(
            "the order changes",
            scene.timeouts().dns(),
            1,
            () -> run(client, DnsReply.command("", List.of(), questions)),
            printed -> {
              List<DnsReply> replies = DnsReply.parse(printed);
              assertThat(replies).hasSize(MANY).allMatch(reply -> reply.answer().size() == count);
              assertThat(replies)
                  .extracting(reply -> reply.answer().getFirst().data())
                  .satisfies(first -> assertThat(Set.copyOf(first)).hasSize(count));
            });
  }

  /** Asks several questions at once; who has too much to do says so. */
  @Then(
      "of {int} questions that pod {string} asks the DNS server {string} at once, {int} are"
          + " refused, as nobody answers {string}")
  public void refuses(int count, String client, String server, int refused, String zone) {
    String script =
        "for i in $(seq %d); do dig +time=1 +tries=1 @%s $i.$RANDOM$$.%s & done; wait"
            .formatted(count, pods.named(server).ip(), zone);
    scene
        .eventually()
        .see(
            refused + " of " + count + " are refused",
            scene.timeouts().podsReady(),
            1,
            () -> Dig.statuses(scene.inPod(client, List.of("bash", "-c", script)).stdout()),
            statuses -> assertThat(statuses).containsOnly("REFUSED").hasSize(refused));
  }

  /**
   * Changes the ConfigMap, has kubelet bring the change to the pod, and waits until the server's
   * metrics tell that it has read its Corefile again.
   */
  @When(
      "the ConfigMap {string} is now {string}, and the DNS server {string} has told pod {string}"
          + " that it has read it")
  public void reloads(String configMap, String version, String server, String client) {
    List<String> before = reloads(server, client);
    manifests.apply("ConfigMap", configMap, version);
    long[] brought = {0};
    scene
        .eventually()
        .see(
            "the Corefile is read again",
            scene.timeouts().podsReady(),
            1,
            () -> {
              if (brought[0] == 0 || System.nanoTime() - brought[0] > KUBELET.toNanos()) {
                servers.refresh(server);
                brought[0] = System.nanoTime();
              }
              return reloads(server, client);
            },
            after -> assertThat(after).isNotEqualTo(before));
  }

  private List<String> reloads(String server, String client) {
    return http.page(client, server, METRICS, "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("coredns_reload_"))
        .toList();
  }

  private int ttl(String server, String client, String name) {
    String ip = pods.named(server).ip();
    List<String> command = List.of("dig", "+noall", "+answer", "@" + ip, words.fill(name));
    List<Dig.Line> records = Dig.records(run(client, command));
    assertThat(records).as(name).isNotEmpty();
    return records.getFirst().ttl();
  }

  private List<String> passed(String question) {
    String asked = "\"" + words.fill(question).replace(" ", " IN ") + ". ";
    return scene.cluster().nodes().stream()
        .map(LabNode::name)
        .flatMap(node -> scene.cluster().resolverLog(node).stream())
        .filter(line -> line.contains(asked))
        .toList();
  }

  private Metrics metrics(String server, String client) {
    return Metrics.parse(http.page(client, server, METRICS, "/metrics").body());
  }

  private String run(String client, List<String> command) {
    CommandResult result = scene.inPod(client, command);
    assertThat(result.exitCode()).as("%s: %s", command, result.stdout()).isZero();
    return result.stdout();
  }
}
