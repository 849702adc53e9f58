package dev.servicelab.labs.report;

import dev.servicelab.labs.course.Curriculum;
import dev.servicelab.labs.course.Curriculum.Lab;
import dev.servicelab.labs.report.ScenarioResult.Attachment;
import dev.servicelab.labs.report.ScenarioResult.Status;
import dev.servicelab.labs.report.ScenarioResult.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code index.html}, the result for people: what ran on what, each scenario with its steps, and
 * the evidence under what failed. One file without scripts or anything from the network.
 */
public final class HtmlReport {
  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; color: #1c2733; margin: 2rem auto; max-width: 70rem;
             padding: 0 1rem }
      h1 { margin-bottom: .2rem } dl { display: grid; grid-template-columns: max-content auto; gap: .1rem 1rem }
      dt { color: #5a6b7b } dd { margin: 0 }
      details { border: 1px solid #d8e0e8; border-left-width: .5rem; border-radius: .3rem; margin: .5rem 0;
                padding: .4rem .8rem; overflow: hidden }
      details.passed { border-left-color: #2e9e5b } details.failed { border-left-color: #c8372d }
      details.skipped { border-left-color: #c79a1b } details details { border-left-width: 1px }
      summary { cursor: pointer } .tags, .time { color: #5a6b7b; font-size: .85em }
      .time { float: right } pre { background: #f4f7fa; overflow: auto; padding: .6rem; font-size: .85em;
            max-height: 30rem } li.passed::marker { color: #2e9e5b } li.failed { color: #c8372d }
      li.skipped { color: #8895a2 } .big { font-size: 1.3rem }
      table { border-collapse: collapse } th, td { text-align: right; padding: .15rem .8rem .15rem 0 }
      th:first-child, td:first-child { text-align: left } th { color: #5a6b7b; font-weight: normal }
      @media (prefers-color-scheme: dark) { body { background: #12181f; color: #dde5ec }
        details { border-color: #2b3846 } pre { background: #1b242e } }
      """;

  private HtmlReport() {}

  /**
   * Writes the page.
   *
   * @param curriculum in whose order the scenarios stand
   */
  public static void write(RunReport run, Curriculum curriculum, Path file) throws IOException {
    Files.writeString(file, page(run, curriculum));
  }

  static String page(RunReport run, Curriculum curriculum) {
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>ServiceLab: %s</title><style>%s</style></head><body>
    <h1>ServiceLab run</h1>
    <p class="big">%s in %s</p>
    <dl>%s</dl>
    %s%s%s
    <p>More: %s, <a href="conformance.yaml">conformance.yaml</a></p>
    </body></html>
    """
        .formatted(
            escape(run.totals()),
            STYLE,
            escape(run.totals()),
            time(run.seconds()),
            facts(run),
            convergence(run),
            repetitions(run),
            labs(run, curriculum),
            details(run));
  }

  /** The scenarios lab by lab, and at the end those of no lab. */
  private static String labs(RunReport run, Curriculum curriculum) {
    StringBuilder text = new StringBuilder();
    List<ScenarioResult> left = new ArrayList<>(run.scenarios());
    for (Lab lab : curriculum.labs()) {
      List<ScenarioResult> found =
          lab.features().stream()
              .flatMap(feature -> left.stream().filter(one -> one.feature().equals(feature)))
              .toList();
      left.removeAll(found);
      text.append(section("Lab " + lab.number() + ": " + lab.title(), lab.goal(), found));
    }
    return text.append(section("Further scenarios", "", left)).toString();
  }

  private static String section(String title, String goal, List<ScenarioResult> scenarios) {
    return scenarios.isEmpty()
        ? ""
        : "<h2>%s</h2>\n<p>%s</p>\n%s\n"
            .formatted(
                escape(title),
                escape(goal),
                scenarios.stream().map(HtmlReport::scenario).collect(Collectors.joining("\n")));
  }

  private static String convergence(RunReport run) {
    List<List<String>> rows =
        Repeats.convergence(run).entrySet().stream()
            .map(kind -> cells(kind.getKey(), kind.getValue()))
            .toList();
    return rows.isEmpty()
        ? ""
        : """
        <h2>Convergence</h2>
        <p>How long after a change of the cluster the endpoints told it, every request went the right way, and names
        led to the right addresses. Measured to a tenth of a second and one round of requests.</p>
        """
            + table(List.of("of", "measured", "min", "p50", "p99", "max"), rows);
  }

  private static String repetitions(RunReport run) {
    if (run.repeat() == 1) {
      return "";
    }
    List<List<String>> rows =
        Repeats.of(run).stream()
            .map(
                repeats -> {
                  List<String> row =
                      new ArrayList<>(cells(repeats.id().title(), repeats.seconds()));
                  row.add(1, Long.toString(repeats.failures()));
                  return row;
                })
            .toList();
    return "<h2>Repetitions</h2>\n"
        + table(List.of("scenario", "failed", "runs", "min", "p50", "p99", "max"), rows);
  }

  private static List<String> cells(String name, Spread seconds) {
    return List.of(
        name,
        Integer.toString(seconds.count()),
        time(seconds.min()),
        time(seconds.p50()),
        time(seconds.p99()),
        time(seconds.max()));
  }

  private static String table(List<String> head, List<List<String>> rows) {
    return "<table>"
        + row("th", head)
        + rows.stream().map(cells -> row("td", cells)).collect(Collectors.joining())
        + "</table>\n";
  }

  private static String row(String cell, List<String> cells) {
    return cells.stream()
        .map(text -> "<%s>%s</%1$s>".formatted(cell, escape(text)))
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  private static String details(RunReport run) {
    return IntStream.rangeClosed(1, run.repeat())
        .mapToObj(
            number ->
                "<a href=\"%s\">every step in Cucumber's report%s</a>"
                    .formatted(
                        ReportFolder.detail(number), run.repeat() == 1 ? "" : ", run " + number))
        .collect(Collectors.joining(", "));
  }

  private static String facts(RunReport run) {
    String gates =
        run.gates().isEmpty()
            ? "found running"
            : run.gates().stream()
                .map(gate -> gate.name() + " " + time(gate.seconds()))
                .collect(Collectors.joining(", "));
    return fact("Service proxy", run.spec().proxy().word() + ", mode " + run.spec().mode().word())
        + fact("Cluster DNS", run.spec().dns().word())
        + fact(
            "Cluster",
            run.spec().nodes() + " nodes, " + run.kubernetes() + ", image " + run.image())
        + fact("Start", gates)
        + fact("Scenarios at once", Integer.toString(run.threads()));
  }

  private static String fact(String name, String value) {
    return "<dt>" + escape(name) + "</dt><dd>" + escape(value) + "</dd>";
  }

  private static String scenario(ScenarioResult scenario) {
    return """
    <details class="%s"%s><summary>%s: %s%s <span class="tags">%s</span>\
    <span class="time">%s, %s</span></summary>
    %s<ol>%s</ol>
    %s</details>\
    """
        .formatted(
            scenario.status().word(),
            scenario.status() == Status.PASSED ? "" : " open",
            escape(scenario.feature()),
            escape(scenario.name()),
            scenario.run() == 1 ? "" : " (run " + scenario.run() + ")",
            escape(String.join(" ", scenario.tags())),
            scenario.status().word(),
            time(scenario.seconds()),
            scenario.reason().isEmpty() ? "" : "<pre>" + escape(scenario.reason()) + "</pre>",
            scenario.steps().stream().map(HtmlReport::step).collect(Collectors.joining()),
            scenario.evidence().stream().map(HtmlReport::evidence).collect(Collectors.joining()));
  }

  private static String step(StepResult step) {
    return "<li class=\"%s\">%s <span class=\"tags\">%s</span></li>"
        .formatted(escape(step.status()), escape(step.text()), time(step.seconds()));
  }

  private static String evidence(Attachment attachment) {
    return "<details><summary>%s</summary><pre>%s</pre></details>"
        .formatted(escape(attachment.name()), escape(attachment.text()));
  }

  private static String time(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
