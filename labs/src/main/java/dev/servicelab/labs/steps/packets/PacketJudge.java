package dev.servicelab.labs.steps.packets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.kernel.SavedRules;
import dev.servicelab.labs.traffic.Knock;
import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Reply;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Requesters;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.UdpQuestion;
import dev.servicelab.labs.world.Scene;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sends the packets of one line of the table, and compares what becomes of them. */
final class PacketJudge {
  /** The name of the container that stands for the outside. */
  static final String OUTSIDE = "outside";

  private static final int AT_A_TIME = 12;

  /** With three endpoints, all alike, one of them is missed 72 times once in a million million. */
  private static final int MOST = 72;

  private final Scene scene;
  private final PacketParties parties;
  private final Requesters requesters;
  private final PacketLine line;
  private final String name;
  private final Target target;

  /**
   * @param name distinguishes this line from others that are judged at the same time
   */
  PacketJudge(
      Scene scene, PacketParties parties, Requesters requesters, PacketLine line, String name) {
    this.scene = scene;
    this.parties = parties;
    this.requesters = requesters;
    this.line = line;
    this.name = name;
    this.target = line.target(parties);
  }

  /**
   * Throws unless what is seen is what the line says.
   *
   * @throws AssertionError telling what was seen
   */
  void judge() {
    if (line.protocol().equals("SCTP")) {
      judgeRules();
    } else if (line.pods().isEmpty()) {
      judgeUnanswered();
    } else {
      judgeAnswered();
    }
  }

  private void judgeAnswered() {
    List<Reply.Answered> answers = new ArrayList<>();
    Set<String> missing = new HashSet<>(line.pods());
    while (!missing.isEmpty() && answers.size() < MOST) {
      List<Reply.Answered> some = ask();
      answers.addAll(some);
      some.forEach(answer -> missing.remove(answer.pod()));
      if (line.sticky(parties)) {
        assertThat(podsOf(answers)).as("pods of a client that is known").hasSize(1);
        missing.clear();
      }
    }
    assertThat(missing).as("pods that did not answer, other than %s", podsOf(answers)).isEmpty();
    assertThat(line.pods()).as("pods that may answer").containsAll(podsOf(answers));
    for (Reply.Answered answer : answers) {
      boolean replaced =
          switch (line.masqueraded()) {
            case "yes" -> true;
            case "itself" -> answer.pod().equals(line.from());
            default -> false;
          };
      assertThat(replaced ? parties.nodeAddresses() : Set.of(ownAddress()))
          .as("whom %s sees", answer.pod())
          .contains(answer.client());
    }
  }

  private static Set<String> podsOf(List<Reply.Answered> answers) {
    return answers.stream().map(Reply.Answered::pod).collect(Collectors.toSet());
  }

  private List<Reply.Answered> ask() {
    if (line.protocol().equals("UDP")) {
      List<Reply.Answered> answers =
          udp(AT_A_TIME).lines().map(UdpQuestion::parse).flatMap(Optional::stream).toList();
      assertThat(answers).as("answers").isNotEmpty();
      return answers;
    }
    Replies replies = requester().ask(target.host(), target.port(), AT_A_TIME);
    assertThat(replies.failures()).as("%s", replies).isEmpty();
    return replies.answered();
  }

  private void judgeUnanswered() {
    if (line.protocol().equals("UDP")) {
      assertThat(line.outcome()).as("what of UDP can be judged").isEqualTo("refused");
      assertThat(udp(1)).contains("Connection refused");
      return;
    }
    Silence seen = Silence.look(scene, name, List.of(requester()), List.of(target));
    boolean refused = line.outcome().equals("refused");
    assertThat(seen.knocks().values())
        .as("%s", seen)
        .containsOnly(refused ? Knock.REFUSED : Knock.SILENCE);
    if (!refused) {
      long left = seen.left().values().stream().mapToLong(Long::longValue).sum();
      assertThat(left > 0)
          .as("left the node: %s", seen)
          .isEqualTo(line.outcome().equals("untouched"));
    }
  }

  /** What no kernel here can send is read in the rules, from jump to jump. */
  private void judgeRules() {
    String node = requester().node().orElseThrow();
    SavedRules rules = SavedRules.of(scene.cluster(), node);
    if (line.outcome().equals("refused")) {
      assertThat(rules.in("filter", "KUBE-SERVICES"))
          .anyMatch(rule -> fits(rule) && rule.contains("-j REJECT"));
      return;
    }
    List<String> ways = new ArrayList<>();
    for (String chain : List.of("KUBE-SERVICES", "KUBE-NODEPORTS")) {
      rules.in("nat", chain).stream().filter(this::fits).forEach(ways::add);
    }
    Set<String> ends = new HashSet<>();
    for (int i = 0; i < ways.size(); i++) {
      String end = ways.get(i).replaceFirst(".* -j (?:DNAT --to-destination )?", "");
      ways.addAll(rules.in("nat", end));
      ends.add(end.replaceFirst(":.*", ""));
    }
    List<String> wanted = line.pods().stream().map(parties::ip).toList();
    assertThat(ends.stream().filter(end -> !end.startsWith("KUBE-") && !end.startsWith("MARK ")))
        .as("%s", ways)
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  private boolean fits(String rule) {
    boolean toNode = rule.startsWith("-A KUBE-NODEPORTS ");
    return rule.contains("-p sctp")
        && rule.contains("--dport " + target.port() + " ")
        && (toNode || rule.contains("-d " + target.host() + "/32 "));
  }

  private String udp(int count) {
    List<String> command = UdpQuestion.command(target, count);
    CommandResult result =
        line.from().startsWith("node")
            ? scene.cluster().onNode(line.from(), command)
            : line.from().equals(OUTSIDE)
                ? requesters.foreignContainer(OUTSIDE).inside(command)
                : scene.inPod(line.from(), command);
    return result.stdout() + result.stderr();
  }

  private Requester requester() {
    if (line.from().startsWith("node")) {
      return requesters.node(line.from());
    }
    return line.from().equals(OUTSIDE)
        ? requesters.container(OUTSIDE)
        : requesters.pod(line.from());
  }

  private String ownAddress() {
    return line.from().equals(OUTSIDE)
        ? requesters.foreignContainer(OUTSIDE).address()
        : parties.ip(line.from());
  }
}
