package dev.servicelab.labs.equal.dns;

import dev.servicelab.labs.equal.dns.Compared.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Puts questions to the reference and to ours, and notes in what they differ. */
final class Interview {
  private final Respondent reference;
  private final long begin = System.nanoTime();
  private final List<Compared> compared = new ArrayList<>();

  /** Begins before the reference is started. */
  Interview(Respondent reference) {
    this.reference = reference;
  }

  /** Asks the reference, once, and each of ours. */
  void ask(Question question, Map<Mode, Respondent> ours) {
    Optional<Reply> theirs = reference.ask(question);
    ReplyComparison comparison = new ReplyComparison(reference.cached(question) ? age() : 0);
    ours.forEach(
        (mode, respondent) -> {
          Optional<Reply> answer = respondent.ask(question);
          List<String> differences = comparison.differences(answer, theirs);
          compared.add(new Compared(mode, question, differences, answer, theirs));
        });
  }

  /** What came of it so far. */
  List<Compared> compared() {
    return List.copyOf(compared);
  }

  /** What has been in a cache since the servers began may have counted down so far. */
  private long age() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + 1;
  }
}
