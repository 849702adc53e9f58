package dev.servicelab.labs.cli;

import dev.servicelab.labs.cluster.ClusterPool;
import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.course.FeatureCatalog;
import dev.servicelab.labs.machine.Progress;
import dev.servicelab.labs.machine.ProjectRoot;
import dev.servicelab.labs.report.FeatureRun;
import dev.servicelab.labs.report.LabRun;
import dev.servicelab.labs.report.ReportFolder;
import dev.servicelab.labs.report.ResultTable;
import dev.servicelab.labs.report.RunReport;
import dev.servicelab.labs.report.ScenarioResult;
import io.cucumber.tagexpressions.Expression;
import io.cucumber.tagexpressions.TagExpressionException;
import io.cucumber.tagexpressions.TagExpressionParser;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab run}: a cluster, the labs on it, a report. */
@Command(
    name = "run",
    description = "Start a cluster, run the labs on it and write a report.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--lab",
      paramLabel = "NUMBER|GLOB",
      description = "only this lab of the course, or these features, e.g. 3, 'dns/*' (repeatable)")
  private List<String> labs = new ArrayList<>();

  @Option(
      names = "--tags",
      paramLabel = "EXPR",
      description = "only scenarios with these tags, e.g. '@mission-R1 or @mission-A1'")
  private @Nullable String tags;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "where the report goes (default: target/lab/report)")
  private @Nullable Path report;

  @Option(names = "--keep", description = "leave the cluster running, as lab up does")
  private boolean keep;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "run everything N times on one cluster (default: 1)")
  private int repeat = 1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "how many scenarios may run side by side (default: two a core, 2 to 6)")
  private int threads = LabRun.usualThreads();

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() {
    ClusterSpec spec = cluster.spec();
    if (repeat < 1) {
      throw Arguments.bad(command, "--repeat must be 1 or more, not " + repeat);
    }
    if (threads < 1) {
      throw Arguments.bad(command, "--threads must be 1 or more, not " + threads);
    }
    Path root = ProjectRoot.find();
    List<Path> features = Arguments.checked(command, () -> FeatureCatalog.of(root).select(labs));
    FeatureRun chosen = new FeatureRun(features, tagExpression());
    List<ScenarioResult> preview = chosen.preview();
    if (preview.isEmpty()) {
      throw Arguments.bad(
          command,
          tags == null
              ? "there is no scenario in " + features
              : "no scenario of the chosen labs has the tags '" + tags + "'");
    }
    if (reportUnbound(preview)) {
      return ExitCodes.FAILED;
    }
    ClusterOptions.publish(spec);
    if (keep) {
      Keeping.begin(command, spec);
    }
    ReportFolder folder =
        new ReportFolder(report == null ? root.resolve("target/lab/report") : report).create();
    LabRun run = new LabRun(chosen, spec, threads, repeat, folder);
    RunReport outcome = run.execute(preview.size(), Progress.stderr());
    return conclude(outcome, folder, spec);
  }

  private int conclude(RunReport outcome, ReportFolder folder, ClusterSpec spec) {
    PrintWriter out = out();
    ResultTable.lines(outcome).forEach(out::println);
    out.println("report: " + folder.path().resolve("index.html").toAbsolutePath());
    out.flush();
    ClusterPool.closeAll();
    if (keep) {
      Keeping.explain(out, spec);
    }
    return outcome.passed() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private @Nullable Expression tagExpression() {
    if (tags == null) {
      return null;
    }
    try {
      return TagExpressionParser.parse(tags);
    } catch (TagExpressionException e) {
      throw Arguments.bad(
          command, "--tags: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private boolean reportUnbound(List<ScenarioResult> preview) {
    List<ScenarioResult> unbound =
        preview.stream().filter(s -> s.status() == ScenarioResult.Status.FAILED).toList();
    unbound.forEach(s -> Progress.stderr().say(s.feature() + ": " + s.name() + ": " + s.reason()));
    return !unbound.isEmpty();
  }

  private PrintWriter out() {
    return Objects.requireNonNull(command).commandLine().getOut();
  }
}
