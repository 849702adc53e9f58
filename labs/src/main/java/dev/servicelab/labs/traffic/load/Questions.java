package dev.servicelab.labs.traffic.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.world.Scene;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Questions to cluster DNS from every node at a steady rate, from sockets that live long: the pods
 * with label {@code app: questions} run dnsperf, which asks nothing a second time.
 */
public final class Questions {

  private static final String APP = "questions";

  /** The line of each second, by {@code -S 1}: the time, and how many answers there were in it. */
  private static final Pattern SECOND = Pattern.compile("(?m)^\\d+\\.\\d+: (\\d+\\.\\d+)$");

  private final Scene scene;

  /**
   * @param scene whose namespace has the pods
   */
  public Questions(Scene scene) {
    this.scene = scene;
  }

  /**
   * What became of a pod's questions.
   *
   * @param node where it ran
   * @param sent how many
   * @param lost those without an answer within a second
   * @param perSecond how many were answered in a second, on average
   */
  public record Tally(String node, long sent, long lost, double perSecond) {}

  /** For how many seconds each pod has had answers; empty before there are pods. */
  public List<Long> seconds() {
    return pods().stream()
        .map(pod -> SECOND.matcher(log(pod)).results().filter(Questions::answered).count())
        .toList();
  }

  /** Ends all of them and waits for what they say about it. */
  public List<Tally> end() {
    for (Pod pod : pods()) {
      scene.inPod(pod.getMetadata().getName(), List.of("pkill", "-INT", "dnsperf"));
    }
    return pods().stream().map(this::tally).toList();
  }

  /** A table for the report. */
  public static String table(List<Tally> tallies) {
    String head = "node   questions   lost  a second\n";
    return head
        + tallies.stream()
            .map(
                tally ->
                    String.format(
                        Locale.ROOT,
                        "%-6s %9d %6d %9.0f%n",
                        tally.node(),
                        tally.sent(),
                        tally.lost(),
                        tally.perSecond()))
            .collect(Collectors.joining());
  }

  private Tally tally(Pod pod) {
    String log =
        scene
            .eventually()
            .see(
                "the last words of dnsperf in pod " + pod.getMetadata().getName(),
                scene.timeouts().traffic(),
                1,
                () -> log(pod),
                text -> assertThat(text).contains("Queries per second:"));
    return new Tally(
        pod.getSpec().getNodeName(),
        (long) number(log, "Queries sent:"),
        (long) number(log, "Queries lost:"),
        number(log, "Queries per second:"));
  }

  private List<Pod> pods() {
    return scene
        .client()
        .pods()
        .inNamespace(scene.namespace())
        .withLabel("app", APP)
        .list()
        .getItems();
  }

  private String log(Pod pod) {
    return scene
        .client()
        .pods()
        .inNamespace(scene.namespace())
        .withName(pod.getMetadata().getName())
        .getLog();
  }

  private static boolean answered(MatchResult second) {
    return Double.parseDouble(second.group(1)) > 0;
  }

  private static double number(String log, String label) {
    Matcher found = Pattern.compile(Pattern.quote(label) + "\\s+(\\d+(?:\\.\\d+)?)").matcher(log);
    assertThat(found.find()).as("%s in %s", label, log).isTrue();
    return Double.parseDouble(found.group(1));
  }
}
