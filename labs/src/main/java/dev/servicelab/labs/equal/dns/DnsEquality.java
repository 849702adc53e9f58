package dev.servicelab.labs.equal.dns;

import dev.servicelab.labs.arena.DnsArena;
import dev.servicelab.labs.arena.DnsCorner;
import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.equal.dns.Compared.Mode;
import dev.servicelab.labs.machine.Progress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Asks our DNS and CoreDNS the same questions about the same objects: those of the table, and
 * made-up ones.
 *
 * @param sets how many made-up questions there are beside the table's
 * @param seed the seed of these
 */
public record DnsEquality(int sets, long seed) {

  /**
   * Runs it.
   *
   * @throws dev.servicelab.labs.machine.CannotRunHere if this machine lacks something
   * @throws ClusterFailed if a DNS does not start
   */
  public DnsEqualityResult run(Progress progress) {
    Blocks blocks = Blocks.read();
    List<Question> questions =
        Stream.concat(Question.table().stream(), new Invention(seed).questions(sets)).toList();
    try (DnsArena arena = DnsArena.open(Resources.upstream(), progress)) {
      Respondent reference =
          new Respondent(arena.corner(Implementation.REFERENCE, "reference"), blocks);
      Map<Mode, Respondent> ours = new EnumMap<>(Mode.class);
      ours.put(
          Mode.AS_COREDNS, new Respondent(arena.corner(Implementation.OWN, "as-coredns"), blocks));
      ours.put(
          Mode.BY_DEFAULT, new Respondent(arena.corner(Implementation.OWN, "by-default"), blocks));
      List<Respondent> all = Stream.concat(Stream.of(reference), ours.values().stream()).toList();
      try (Progress.Step step = progress.begin("objects")) {
        new World(arena.client())
            .write(arena, all.stream().map(Respondent::corner).map(DnsCorner::address).toList());
        step.done();
      }
      long begin = System.nanoTime();
      try (Progress.Step step = progress.begin("DNS servers")) {
        reference.start(blocks.text());
        ours.get(Mode.AS_COREDNS).start(blocks.asCoreDns());
        ours.get(Mode.BY_DEFAULT).start(blocks.text());
        all.forEach(Respondent::awaitReady);
        step.done();
      }
      return compare(questions, reference, ours, begin, progress);
    }
  }

  private static DnsEqualityResult compare(
      List<Question> questions,
      Respondent reference,
      Map<Mode, Respondent> ours,
      long begin,
      Progress progress) {
    List<Compared> compared = new ArrayList<>();
    try (Progress.Step step = progress.begin("compare", "compared")) {
      for (Question question : questions) {
        step.at("%d of %d answers".formatted(compared.size(), questions.size() * ours.size()));
        var theirs = reference.ask(question);
        ReplyComparison comparison =
            new ReplyComparison(reference.cached(question) ? age(begin) : 0);
        ours.forEach(
            (mode, respondent) -> {
              var answer = respondent.ask(question);
              compared.add(
                  new Compared(
                      mode, question, comparison.differences(answer, theirs), answer, theirs));
            });
      }
      step.done();
    }
    return new DnsEqualityResult(questions.size(), compared);
  }

  /** What has been in a cache since the servers began may have counted down so far. */
  private static long age(long begin) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + 1;
  }
}
