package dev.servicelab.labs.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepliesTest {

  private static final Reply A = new Reply.Answered("a", "10.244.0.5", "10.244.1.9", 1000);
  private static final Reply B = new Reply.Answered("b", "10.244.1.5", "10.244.1.9", 1001);
  private static final Reply NONE = new Reply.Unanswered("curl 28: timed out");

  @Test
  void saysWhoAnsweredAndWhoDidNot() {
    Replies replies = new Replies("pod \"client\"", "10.96.1.2:80", 5, List.of(A, B, A, NONE));
    assertThat(replies.byPod()).containsOnlyKeys("a", "b").containsEntry("a", 2L);
    assertThat(replies.failures()).containsExactly("curl 28: timed out");
    assertThat(replies)
        .hasToString(
            "5 requests from pod \"client\" to 10.96.1.2:80: answers {a=2, b=1}, unanswered [curl"
                + " 28: timed out]");
  }

  @Test
  void aRoundConvergesWhenAllWantedAnswerAndNobodyElse() {
    Convergence convergence = new Convergence();
    assertThat(convergence.round(round(A, B), Set.of("a", "c"))).as("b is one too many").isFalse();
    assertThat(convergence.oldOut()).isPositive();
    assertThat(convergence.round(round(A, NONE), Set.of("a", "c")))
        .as("one is unanswered")
        .isFalse();
    assertThat(convergence.round(round(A, A), Set.of("a", "b"))).as("b is missing").isFalse();
    assertThat(convergence.newIn()).isGreaterThan(convergence.oldOut());
    assertThat(convergence.round(round(A, B), Set.of("a", "b"))).isTrue();
    assertThat(convergence.report())
        .matches("old address out after .+ s, new address in after .+ s");
  }

  @Test
  void aSampleIsLargeEnoughForItsErrorRate() {
    for (int backends = 2; backends <= 20; backends++) {
      double n = backends;
      int size = Sample.toMeetAll(backends);
      assertThat(n * Math.pow((n - 1) / n, size)).isLessThanOrEqualTo(Sample.ERROR_RATE);
      assertThat(n * Math.pow((n - 1) / n, size - 1))
          .as("not larger than needed")
          .isGreaterThan(Sample.ERROR_RATE);
    }
    assertThat(Sample.toMeetAll(2)).isEqualTo(31);
    assertThat(Sample.toMeetAll(3)).isEqualTo(54);
    assertThat(Sample.toMeetAll(1)).isPositive();
  }

  private static List<Replies> round(Reply... replies) {
    return List.of(new Replies("client", "service", replies.length, List.of(replies)));
  }
}
