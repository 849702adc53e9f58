package dev.servicelab.labs.report;

import dev.servicelab.labs.report.ScenarioResult.Attachment;
import dev.servicelab.labs.report.ScenarioResult.Status;
import dev.servicelab.labs.report.ScenarioResult.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

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
                padding: .4rem .8rem }
      details.passed { border-left-color: #2e9e5b } details.failed { border-left-color: #c8372d }
      details.skipped { border-left-color: #c79a1b } details details { border-left-width: 1px }
      summary { cursor: pointer } .tags, .time { color: #5a6b7b; font-size: .85em }
      .time { float: right } pre { background: #f4f7fa; overflow: auto; padding: .6rem; font-size: .85em;
            max-height: 30rem } li.passed::marker { color: #2e9e5b } li.failed { color: #c8372d }
      li.skipped { color: #8895a2 } .big { font-size: 1.3rem }
      @media (prefers-color-scheme: dark) { body { background: #12181f; color: #dde5ec }
        details { border-color: #2b3846 } pre { background: #1b242e } }
      """;

  private HtmlReport() {}

  /** Writes the page. */
  public static void write(RunReport run, Path file) throws IOException {
    Files.writeString(file, page(run));
  }

  static String page(RunReport run) {
    String scenarios =
        run.scenarios().stream().map(HtmlReport::scenario).collect(Collectors.joining("\n"));
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>ServiceLab: %s</title><style>%s</style></head><body>
    <h1>ServiceLab run</h1>
    <p class="big">%s in %s</p>
    <dl>%s</dl>
    <h2>Scenarios</h2>
    %s
    <p>More: <a href="%s">every step in Cucumber's report</a>, <a href="conformance.yaml">conformance.yaml</a></p>
    </body></html>
    """
        .formatted(
            escape(run.totals()),
            STYLE,
            escape(run.totals()),
            time(run.seconds()),
            facts(run),
            scenarios,
            ReportFolder.detail(1));
  }

  private static String facts(RunReport run) {
    String gates =
        run.gates().isEmpty()
            ? "found running"
            : run.gates().stream()
                .map(gate -> gate.name() + " " + time(gate.seconds()))
                .collect(Collectors.joining(", "));
    return fact("Service proxy", run.spec().proxy().word() + ", mode " + run.spec().mode())
        + fact("Cluster DNS", run.spec().dns().word())
        + fact(
            "Cluster",
            run.spec().nodes() + " nodes, " + run.kubernetes() + ", image " + run.image())
        + fact("Start", gates)
        + fact("Scenarios at once", Integer.toString(run.threads()))
        + Repeats.convergence(run).entrySet().stream()
            .map(kind -> fact("Convergence of " + kind.getKey(), spread(kind.getValue())))
            .collect(Collectors.joining());
  }

  private static String spread(Spread seconds) {
    return "p50 %s, p99 %s, max %s, measured %d times"
        .formatted(time(seconds.p50()), time(seconds.p99()), time(seconds.max()), seconds.count());
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
