package dev.servicelab.labs.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.labs.course.Behaviour.Clause;
import dev.servicelab.labs.course.Curriculum.Lab;
import dev.servicelab.labs.machine.ProjectRoot;
import dev.servicelab.labs.report.FeatureRun;
import dev.servicelab.labs.report.ScenarioResult;
import dev.servicelab.labs.report.ScenarioResult.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows, clauses, labs and features agree with each other. */
class CourseTest {
  private static final String ROW_TAG = "@mission-";

  /** What the articles document and this version shows; later versions add their rows. */
  private static final List<String> ROWS =
      Stream.of(
              "R1 R2 A1 A2 A3 A4 I1 I2 I3 V1 V2 V3 E1 E2 E3 C1 C2 P1 P2 P3 P4 P5 P6 P7 P8 H1 H2",
              "L1 L2 L3 S1 S2 S3 S4 S5 B1 B2 B3 B4 B5 B6 B7 B8")
          .flatMap(rows -> Stream.of(rows.split(" ")))
          .toList();

  private static final Path ROOT = ProjectRoot.find();
  private static final List<Proof> SCENARIOS =
      new FeatureRun(FeatureCatalog.of(ROOT).select(List.of()), null)
          .preview().stream().map(CourseTest::proof).toList();
  private static final List<Behaviour> BEHAVIOURS = Behaviour.read(ROOT);
  private static final Curriculum CURRICULUM = Curriculum.read(ROOT);

  @Test
  void everyRowHasItsClausesAndItsScenarios() {
    assertThat(BEHAVIOURS).extracting(Behaviour::row).containsExactlyInAnyOrderElementsOf(ROWS);
    assertThat(BEHAVIOURS).allMatch(behaviour -> !behaviour.clauses().isEmpty());
    Set<String> tags =
        SCENARIOS.stream()
            .flatMap(scenario -> scenario.tags().stream())
            .filter(tag -> tag.startsWith(ROW_TAG))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(tags).containsExactlyInAnyOrderElementsOf(tagsOf(ROWS));
  }

  @Test
  void everyScenarioOfOurOwnSaysWhyItIs() {
    assertThat(SCENARIOS).extracting(scenario -> OwnOnly.reason(scenario.tags())).isNotEmpty();
    assertThatThrownBy(() -> OwnOnly.reason(List.of(OwnOnly.TAG)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OwnOnly.reason(List.of("@layouts")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyScenarioThatAssertsDnsSaysSo() {
    Pattern dns =
        Pattern.compile(
            "resolves \"|is told that there is no name|that looks up \"|the cluster's DNS|the DNS"
                + " server \"");
    List<Proof> about =
        SCENARIOS.stream()
            .filter(each -> each.asserted().stream().anyMatch(step -> dns.matcher(step).find()))
            .toList();
    assertThat(about).hasSizeGreaterThan(20);
    assertThat(about).allMatch(scenario -> scenario.tags().contains(OwnOnly.DNS));
  }

  @Test
  void everyClauseIsAssertedByAThenStepOfAScenarioOfItsRow() {
    int clauses = 0;
    for (Behaviour behaviour : BEHAVIOURS) {
      for (Clause clause : behaviour.clauses()) {
        clauses++;
        assertThat(stepsThatProve(behaviour, clause))
            .as("%s, \"%s\"", behaviour.row(), clause.clause())
            .contains(clause.step());
      }
    }
    assertThat(clauses).isGreaterThan(ROWS.size());
  }

  @Test
  void everyFeatureBelongsToOneLabAndEveryLabToTheCourse() {
    List<String> inLabs =
        CURRICULUM.labs().stream().flatMap(lab -> lab.features().stream()).toList();
    assertThat(inLabs)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            SCENARIOS.stream().map(Proof::feature).distinct().toList());
    assertThat(CURRICULUM.labs())
        .extracting(Lab::number)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, CURRICULUM.labs().size()).boxed().toList());
    for (Lab lab : CURRICULUM.labs()) {
      assertThat(lab.minutes()).as("minutes of lab %d", lab.number()).isBetween(10, 15);
      assertThat(lab.prerequisites()).allMatch(earlier -> earlier < lab.number());
      assertThat(lab.title()).isNotBlank();
      assertThat(lab.goal()).endsWith(".");
    }
  }

  /**
   * To write the page anew: {@code mvn -pl labs test -Dtest=CourseTest -Dservicelab.write=true}.
   */
  @Test
  void thePageOfBehavioursIsNotStale() throws IOException {
    Path page = ROOT.resolve("docs/behaviours.md");
    String text = BehaviourPage.text(BEHAVIOURS, CURRICULUM, SCENARIOS);
    if (Boolean.getBoolean("servicelab.write")) {
      Files.writeString(page, text);
    }
    assertThat(Files.readString(page))
        .as("mvn -pl labs test -Dtest=CourseTest -Dservicelab.write=true writes it anew")
        .isEqualTo(text);
  }

  @Test
  void aWrongFileIsNamedWithItsLineAndField(@TempDir Path root) throws IOException {
    Path file = Files.createDirectories(root.resolve("docs")).resolve("curriculum.yaml");
    Files.writeString(file, "- number: 1\n  title: A\n  gaol: B\n");
    assertThatThrownBy(() -> Curriculum.read(root))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("curriculum.yaml:")
        .hasMessageContaining("goal");
  }

  private static List<String> stepsThatProve(Behaviour behaviour, Clause clause) {
    return SCENARIOS.stream()
        .filter(scenario -> scenario.feature().equals(clause.feature()))
        .filter(scenario -> scenario.tags().contains(behaviour.tag()))
        .flatMap(scenario -> scenario.asserted().stream())
        .toList();
  }

  private static List<String> tagsOf(List<String> rows) {
    return rows.stream().map(row -> ROW_TAG + row).toList();
  }

  private static Proof proof(ScenarioResult scenario) {
    return Proof.of(
        scenario.feature(),
        scenario.tags(),
        scenario.steps().stream().map(StepResult::text).toList());
  }
}
