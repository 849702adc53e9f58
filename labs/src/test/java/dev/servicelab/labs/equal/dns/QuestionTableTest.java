package dev.servicelab.labs.equal.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.servicelab.dns.records.options.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of questions is whole, and every line of it can be asked. */
class QuestionTableTest {

  /** How many requirements each section of the reference has. */
  private static final Map<String, Integer> ROWS =
      Map.of("W", 16, "Z", 12, "S", 7, "H", 11, "V", 8, "P", 6, "X", 6, "O", 5, "A", 8);

  /** What no single query shows: faults, time, changes of objects, metrics, other protocols. */
  private static final List<String> ELSEWHERE =
      List.of("W11", "W13", "Z11", "S5", "X6", "A1", "A2", "A3", "A5", "A6", "A7", "A8");

  @Test
  void everyRequirementThatAQueryCanShowIsAsked() {
    List<String> missing = new ArrayList<>();
    ROWS.forEach(
        (letter, count) ->
            IntStream.rangeClosed(1, count).mapToObj(i -> letter + i).forEach(missing::add));
    missing.removeAll(ELSEWHERE);
    missing.removeAll(Question.table().stream().map(Question::row).toList());

    assertThat(missing).isEmpty();
    assertThat(Question.table()).hasSizeGreaterThan(400);
  }

  @Test
  void everyChoiceThatDiffersIsAskedAbout() {
    List<String> differing =
        Stream.of(Choice.values())
            .filter(choice -> choice.ours() != choice.coredns())
            .map(Choice::word)
            .toList();

    assertThat(Question.table()).extracting(Question::choice).containsAll(differing);
  }

  @Test
  void everyQuestionHasABlockAndAMessage() {
    Blocks blocks = Blocks.read();
    for (Question question : Question.table()) {
      assertThat(blocks.port(question.block())).isPositive();
      assertThat(question.how().message(1, question.name(), question.type())).isNotEmpty();
    }
  }

  @Test
  void choicesGoIntoEveryClusterBlock() {
    Blocks blocks = Blocks.read();
    assertThat(blocks.asCoreDns().split("choices coredns", -1).length - 1)
        .isEqualTo(blocks.text().split(" kubernetes ", -1).length - 1);
  }

  @Test
  void aLineWithTooFewColumnsIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Question.table("S1 | plain | udp"));
  }

  @Test
  void ttlsMayCountDownOnlyWhereThereIsACache() {
    Reply ours = reply(30);
    Reply reference = reply(28);
    assertThat(new ReplyComparison(2).differences(Optional.of(ours), Optional.of(reference)))
        .isEmpty();
    assertThat(new ReplyComparison(0).differences(Optional.of(ours), Optional.of(reference)))
        .containsExactly("TTLs in answer");
    assertThat(new ReplyComparison(2).differences(Optional.of(ours), Optional.empty()))
        .containsExactly("only ours responds");
  }

  private static Reply reply(long ttl) {
    return new Reply(
        "NOERROR QUERY qr",
        List.of(),
        List.of(new Reply.Line("a. A 10.0.0.1", ttl)),
        List.of(),
        List.of(),
        "",
        false,
        60);
  }
}
