package dev.servicelab.labs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.cluster.GateTime;
import dev.servicelab.labs.course.Curriculum;
import dev.servicelab.labs.course.Curriculum.Lab;
import dev.servicelab.labs.report.ScenarioResult.Attachment;
import dev.servicelab.labs.report.ScenarioResult.Measured;
import dev.servicelab.labs.report.ScenarioResult.Status;
import dev.servicelab.labs.report.ScenarioResult.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same run, as each of its reports tells it. */
class ReportsTest {
  private static final ScenarioResult PASSED =
      scenario("A Service answers", Status.PASSED, "", List.of());
  private static final ScenarioResult FAILED =
      scenario(
          "A dead pod is left out",
          Status.FAILED,
          "expected only web-1\nbut got <web-0>",
          List.of(
              new Attachment("requests", "GET / answered by web-0\n"),
              new Attachment(
                  "node1 iptables-save",
                  String.join("\n", IntStream.range(0, 30).mapToObj(i -> "rule " + i).toList()))));
  private static final ScenarioResult SKIPPED =
      scenario("Over SCTP", Status.SKIPPED, "this kernel has no SCTP sockets", List.of());

  private static final Curriculum COURSE =
      new Curriculum(
          List.of(
              new Lab(1, "First", "You can <b>.", List.of(), 10, List.of("service/cluster-ip"))));

  @Test
  void aReasonNamesTheFirstCauseThatItsMessageHides() {
    var hidden = new IllegalStateException("An error has occurred.", new IOException("refused"));
    var told = new IllegalStateException("cannot ask: refused", new IOException("refused"));

    assertThat(RunRecorder.reason(hidden))
        .isEqualTo("An error has occurred. (IOException: refused)");
    assertThat(RunRecorder.reason(told)).isEqualTo("cannot ask: refused");
  }

  @Test
  void conformanceYamlHasThePromisedShape() throws IOException {
    JsonNode yaml =
        new ObjectMapper(new YAMLFactory())
            .readTree(ConformanceFile.text(run(PASSED, FAILED, SKIPPED)));

    assertThat(yaml.get("implementation").toString())
        .isEqualTo("{\"proxy\":\"own\",\"mode\":\"iptables\",\"dns\":\"own\"}");
    assertThat(yaml.get("cluster").toString())
        .isEqualTo(
            "{\"image\":\"servicelab/node:0123456789ab\",\"kubernetes\":\"v1.34.4+k3s1\",\"nodes\":3}");
    assertThat(yaml.get("totals").toString())
        .isEqualTo("{\"passed\":1,\"failed\":1,\"skipped\":1,\"seconds\":12.3}");
    assertThat(yaml.get("gates").toString())
        .isEqualTo("[{\"name\":\"3 nodes Ready\",\"seconds\":9.876}]");
    assertThat(yaml.get("scenarios").get(1).toString())
        .isEqualTo(
            "{\"feature\":\"service/cluster-ip\",\"name\":\"A dead pod is left out\","
                + "\"tags\":[\"@mission-R1\"],\"status\":\"failed\","
                + "\"reason\":\"expected only web-1\\nbut got <web-0>\",\"seconds\":1.5}");
  }

  @Test
  void onlyARunInWhichSomethingPassedAndNothingFailedHasPassed() {
    assertThat(run(PASSED).passed()).isTrue();
    assertThat(run(PASSED, SKIPPED).passed()).isTrue();
    assertThat(run(PASSED, FAILED).passed()).isFalse();
    assertThat(run(SKIPPED).passed()).isFalse();
    assertThat(run().passed()).isFalse();
    assertThat(run(PASSED, scenario("?", Status.SKIPPED, " ", List.of())).passed()).isFalse();
  }

  @Test
  void theTableEndsWithReasonsEvidenceAndTotals() {
    List<String> lines = ResultTable.lines(run(PASSED, FAILED, SKIPPED));

    assertThat(lines.getFirst()).matches("feature +scenario +tags +status +seconds");
    assertThat(lines.get(1))
        .matches("service/cluster-ip  A Service answers +@mission-R1  passed +1.5");
    assertThat(lines)
        .contains(
            "FAILED service/cluster-ip: A dead pod is left out",
            "  at: Then it works",
            "  but got <web-0>",
            "  node1 iptables-save: 30 lines in"
                + " evidence/02-service-cluster-ip/node1-iptables-save.txt",
            "  requests:",
            "    GET / answered by web-0",
            "SKIPPED service/cluster-ip: Over SCTP",
            "  this kernel has no SCTP sockets")
        .doesNotContain("    rule 1");
    assertThat(lines.getLast()).startsWith("1 passed, 1 failed, 1 skipped in 12.3 s (3 nodes,");
  }

  @Test
  void theFolderHoldsEveryPieceOfEvidence(@TempDir Path folder) throws IOException {
    new ReportFolder(folder).write(run(PASSED, FAILED), COURSE);

    assertThat(folder.resolve("evidence/02-service-cluster-ip/node1-iptables-save.txt"))
        .content()
        .startsWith("rule 0\n")
        .endsWith("rule 29");
    assertThat(folder.resolve("conformance.yaml")).isNotEmptyFile();
    assertThat(folder.resolve("index.html")).isNotEmptyFile();
  }

  @Test
  void thePageShowsAllEvidenceAndIsSafeFromItsContent() {
    String page = HtmlReport.page(run(PASSED, FAILED), COURSE);

    assertThat(page)
        .contains(
            "Lab 1: First",
            "but got &lt;web-0&gt;",
            "rule 29",
            "href=\"cucumber.html\"",
            "3 nodes Ready 9.9 s")
        .doesNotContain("<web-0>");
  }

  @Test
  void repetitionsAreToldByFailuresAndSeconds() throws IOException {
    RunReport run = repeated();

    assertThat(ResultTable.lines(run).get(1))
        .matches("service/cluster-ip  A Service answers .*failed, 1 of 2 failed +1.0 1.0 3.0");
    assertThat(HtmlReport.page(run, COURSE))
        .contains("<td>1</td><td>2</td><td>1.0 s</td>", "(run 2)", "href=\"cucumber-2.html\"");
    JsonNode yaml = new ObjectMapper(new YAMLFactory()).readTree(ConformanceFile.text(run));
    assertThat(yaml.get("repeats").toString()).contains("\"failures\":1").contains("\"count\":2");
    assertThat(yaml.get("scenarios").get(1).get("run").asInt()).isEqualTo(2);
    assertThat(yaml.get("convergence").toString()).contains("traffic").contains("0.5");
  }

  private static RunReport repeated() {
    ScenarioId id = PASSED.id();
    List<Measured> measured = List.of(new Measured("traffic", 0.5));
    List<ScenarioResult> both =
        List.of(
            new ScenarioResult(id, 1, Status.PASSED, "", 1, List.of(), measured, List.of()),
            new ScenarioResult(id, 2, Status.FAILED, "lost", 3, List.of(), List.of(), List.of()));
    RunReport once = run();
    return new RunReport(
        once.spec(), once.image(), once.kubernetes(), once.gates(), 4, 2, both, 12.3);
  }

  private static RunReport run(ScenarioResult... scenarios) {
    return new RunReport(
        ClusterSpec.DEFAULT,
        "servicelab/node:0123456789ab",
        "v1.34.4+k3s1",
        List.of(new GateTime("3 nodes Ready", 9.876)),
        4,
        1,
        List.of(scenarios),
        12.3);
  }

  private static ScenarioResult scenario(
      String name, Status status, String reason, List<Attachment> evidence) {
    return new ScenarioResult(
        new ScenarioId("service/cluster-ip", 7, name, List.of("@mission-R1")),
        1,
        status,
        reason,
        1.5,
        List.of(new StepResult("Then it works", status.word(), 1.4)),
        List.of(),
        evidence);
  }
}
