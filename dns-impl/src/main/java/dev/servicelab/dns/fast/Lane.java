package dev.servicelab.dns.fast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fast lane of a server block: what its plugins leave of themselves in it.
 *
 * @param answers where answers are looked up, asked in this order: who has the data before who only
 *     remembers replies, the other way round than in the chain
 * @param shuffles whether addresses come in another order each time
 * @param counts who hears of the replies
 */
public record Lane(List<ReadyAnswers> answers, boolean shuffles, List<FastCounts> counts) {

  public Lane {
    answers = List.copyOf(answers);
    counts = List.copyOf(counts);
  }

  /**
   * The lane through these plugins, in the order in which they run.
   *
   * @return empty if a plugin that has to see every query stands before all that know answers
   */
  public static Optional<Lane> through(List<FastLane> plugins) {
    List<ReadyAnswers> answers = new ArrayList<>();
    List<FastCounts> counts = new ArrayList<>();
    boolean shuffles = false;
    for (FastLane plugin : plugins) {
      switch (plugin) {
        case FastLane.Open open -> {}
        case FastLane.Shuffles shuffling -> shuffles = true;
        case FastLane.Counts counting -> counts.add(counting.counts());
        case FastLane.Answers knowing -> answers.add(knowing.answers());
        case FastLane.Closed closed -> {
          return lane(answers, shuffles, counts);
        }
      }
    }
    return lane(answers, shuffles, counts);
  }

  private static Optional<Lane> lane(
      List<ReadyAnswers> answers, boolean shuffles, List<FastCounts> counts) {
    return answers.isEmpty()
        ? Optional.empty()
        : Optional.of(new Lane(answers.reversed(), shuffles, counts));
  }
}
