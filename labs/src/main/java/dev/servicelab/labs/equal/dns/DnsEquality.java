package dev.servicelab.labs.equal.dns;

import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.labs.arena.DnsArena;
import dev.servicelab.labs.arena.DnsCorner;
import dev.servicelab.labs.cluster.ClusterFailed;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.equal.dns.Compared.Mode;
import dev.servicelab.labs.machine.Progress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks our DNS and CoreDNS the same questions about the same objects: those of the table, and
 * made-up ones. At the end ours makes each choice by itself as CoreDNS does, and is asked again
 * where the table names that choice.
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
      Respondent asCoreDns = new Respondent(arena.corner(Implementation.OWN, "as-coredns"), blocks);
      Respondent byDefault = new Respondent(arena.corner(Implementation.OWN, "by-default"), blocks);
      List<Respondent> all = List.of(reference, asCoreDns, byDefault);
      try (Progress.Step step = progress.begin("objects")) {
        new World(arena.client())
            .write(arena, all.stream().map(Respondent::corner).map(DnsCorner::address).toList());
        step.done();
      }
      Interview interview = new Interview(reference);
      try (Progress.Step step = progress.begin("DNS servers")) {
        reference.start(blocks.text());
        asCoreDns.start(blocks.asCoreDns());
        byDefault.start(blocks.text());
        all.forEach(Respondent::awaitReady);
        step.done();
      }
      try (Progress.Step step = progress.begin("compare", "compared")) {
        for (int asked = 0; asked < questions.size(); asked++) {
          step.at("%d of %d questions".formatted(asked, questions.size()));
          interview.ask(
              questions.get(asked), Map.of(Mode.AS_COREDNS, asCoreDns, Mode.BY_DEFAULT, byDefault));
        }
        step.done();
      }
      try (Progress.Step step = progress.begin("each choice by itself", "compared")) {
        Map<List<Choice>, List<Question>> byChoice =
            questions.stream().collect(Collectors.groupingBy(Question::choices));
        byChoice.remove(List.<Choice>of());
        for (Map.Entry<List<Choice>, List<Question>> about : byChoice.entrySet()) {
          step.at(about.getValue().getFirst().choice());
          byDefault.start(blocks.asCoreDns(about.getKey()));
          byDefault.awaitReady();
          about.getValue().forEach(q -> interview.ask(q, Map.of(Mode.ONE_CHOICE, byDefault)));
        }
        step.done();
      }
      return new DnsEqualityResult(questions.size(), interview.compared());
    }
  }
}
