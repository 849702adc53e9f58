package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.traffic.dns.DnsReply;
import dev.servicelab.labs.world.DnsWords;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Tables of questions and what a DNS server says to them. The column {@code name} is asked for the
 * {@code type}; {@code answer} and, if it is there, {@code additional} are the data of the records
 * of these sections, with commas between them and in any order, or what the response says instead
 * of an answer. {@code ttl} is the number of seconds for which they may be remembered.
 */
public final class QuestionSteps {

  /** What may have been denied just before is remembered for so long, by the Corefile's TTL. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  /** Longer than a server may wait for its upstream, also where it is slow. */
  private static final List<String> ONCE = List.of("+tries=1", "+time=20");

  private final Scene scene;
  private final Pods pods;
  private final DnsWords words;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param words of the tables
   */
  public QuestionSteps(Scene scene, Pods pods, DnsWords words) {
    this.scene = scene;
    this.pods = pods;
    this.words = words;
  }

  /** Asks the server that the pod's resolv.conf names. */
  @Then("the cluster's DNS answers pod {string}:")
  public void clusterAnswers(String client, DataTable table) {
    answers("the cluster's DNS", "", client, table);
  }

  /** Asks the server that runs in another pod of the scenario. */
  @Then("the DNS server {string} answers pod {string}:")
  public void serverAnswers(String server, String client, DataTable table) {
    answers(server, pods.named(server).ip(), client, table);
  }

  /** Once each, whatever it says: the server counts questions, and a repeated one would be two. */
  @When("the DNS server {string} is asked by pod {string}:")
  public void ask(String server, String client, DataTable table) {
    List<List<String>> questions =
        table.asMaps().stream()
            .map(row -> List.of(words.fill(cell(row, "name")), cell(row, "type")))
            .toList();
    assertThat(ask(pods.named(server).ip(), client, ONCE, questions)).hasSameSizeAs(questions);
  }

  private void answers(String who, String server, String client, DataTable table) {
    List<Expected> expected = table.asMaps().stream().map(row -> Expected.of(row, words)).toList();
    assertThat(expected).isNotEmpty();
    List<List<String>> questions =
        expected.stream().map(each -> List.of(each.name(), each.type())).toList();
    scene
        .settling("dns")
        .see(
            "%s answers pod %s".formatted(who, client),
            LIMIT.plus(scene.timeouts().dns()),
            () -> ask(server, client, List.of(), questions),
            replies -> {
              assertThat(replies).hasSameSizeAs(expected);
              for (int i = 0; i < expected.size(); i++) {
                expected.get(i).check(replies.get(i));
              }
            });
  }

  private List<DnsReply> ask(
      String server, String client, List<String> options, List<List<String>> questions) {
    CommandResult result = scene.inPod(client, DnsReply.command(server, options, questions));
    assertThat(result.exitCode()).as("dig: %s%s", result.stdout(), result.stderr()).isZero();
    return DnsReply.parse(result.stdout());
  }

  /** The cells of a line, for a step that knows what is in them. */
  static String cell(Map<String, String> row, String column) {
    String cell = row.get(column);
    return cell == null ? "" : cell;
  }
}
