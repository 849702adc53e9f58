package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.traffic.dns.DnsReply;
import dev.servicelab.labs.world.DnsWords;
import dev.servicelab.labs.world.Scene;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Map;

/** Responses as messages: how long they are, what they leave out, how they spell. */
public final class MessageSteps {
  private static final String AT_MOST = "at most ";

  private final Scene scene;
  private final DnsWords words;

  /**
   * @param scene the scenario
   * @param words of the tables
   */
  public MessageSteps(Scene scene, DnsWords words) {
    this.scene = scene;
    this.words = words;
  }

  /**
   * Asks for A records with options of dig: how long the response is, how many records it has, some
   * of them or a number, whether it is marked as cut, and whether it has an EDNS record.
   */
  @Then("pod {string}, asking the cluster's DNS for {string}, is sent:")
  public void isSent(String client, String name, DataTable table) {
    List<Map<String, String>> rows = table.asMaps();
    assertThat(rows).isNotEmpty();
    for (Map<String, String> row : rows) {
      List<String> options = List.of(QuestionSteps.cell(row, "dig").split(" "));
      scene
          .eventually()
          .see(
              "dig " + options,
              QuestionSteps.LIMIT.plus(scene.timeouts().dns()),
              1,
              () -> ask(client, options, name),
              reply -> check(reply, row));
    }
  }

  /** The owner of the answer is the name with every letter as it was sent. */
  @Then("the cluster's DNS spells {string} to pod {string} as it was asked")
  public void spells(String name, String client) {
    assertThat(ask(client, List.of(), name).answer())
        .isNotEmpty()
        .allMatch(record -> record.name().equals(words.fill(name) + "."));
  }

  /** What getaddrinfo of their C library gives them, each address counted once. */
  @Then("programs in pod {string} that look up {string} find this many addresses:")
  public void find(String client, String name, DataTable table) {
    for (Map<String, String> row : table.asMaps()) {
      String program = QuestionSteps.cell(row, "program");
      List<String> command =
          program.equals("getent")
              ? List.of("getent", "ahostsv4", words.fill(name))
              : List.of(program, words.fill(name));
      CommandResult result = scene.inPod(client, command);
      assertThat(result.stdout().lines().map(line -> line.split(" ")[0]).distinct())
          .as("%s: %s", command, result.stderr())
          .hasSize(Integer.parseInt(QuestionSteps.cell(row, "addresses")));
    }
  }

  private static void check(DnsReply reply, Map<String, String> row) {
    boolean cut = QuestionSteps.cell(row, "cut").equals("yes");
    assertThat(reply.status()).as("%s", reply).isEqualTo("NOERROR");
    assertThat(reply.size())
        .as("%s", reply)
        .isLessThanOrEqualTo(
            Integer.parseInt(QuestionSteps.cell(row, "bytes").substring(AT_MOST.length())));
    assertThat(reply.flags().contains("tc")).as("%s", reply).isEqualTo(cut);
    assertThat(reply.edns())
        .as("%s", reply)
        .isEqualTo(QuestionSteps.cell(row, "EDNS").equals("yes"));
    if (!cut) {
      assertThat(reply.answer()).hasSize(Integer.parseInt(QuestionSteps.cell(row, "records")));
    }
  }

  private DnsReply ask(String client, List<String> options, String name) {
    List<List<String>> question = List.of(List.of(words.fill(name), "A"));
    CommandResult result = scene.inPod(client, DnsReply.command("", options, question));
    List<DnsReply> replies = DnsReply.parse(result.stdout());
    assertThat(replies).as("%s%s", result.stdout(), result.stderr()).isNotEmpty();
    return replies.getLast();
  }
}
