package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.traffic.dns.Resolver;
import dev.servicelab.labs.world.DnsServers;
import dev.servicelab.labs.world.DnsWords;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One name, several programs: what each makes of it, and what it asks for to get there. */
public final class ResolverSteps {
  private static final Pattern ASKED = Pattern.compile("\"(?:A|AAAA) IN (\\S+)\\. ");

  private final Scene scene;
  private final Pods pods;
  private final DnsServers servers;
  private final DnsWords words;
  private int marks;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param servers its DNS servers
   * @param words of the tables
   */
  public ResolverSteps(Scene scene, Pods pods, DnsServers servers, DnsWords words) {
    this.scene = scene;
    this.pods = pods;
    this.servers = servers;
    this.words = words;
  }

  /**
   * A line for each name, a column for each program; where a program finds nothing stands {@code
   * -}. A JVM runs in a pod of its own, the others in the first.
   */
  @Then("programs in pods {string} and {string}, for Java, find these addresses:")
  public void find(String client, String java, DataTable table) {
    List<Map<String, String>> rows = table.asMaps();
    assertThat(rows).isNotEmpty();
    for (Map<String, String> row : rows) {
      String name = words.fill(QuestionSteps.cell(row, "name"));
      for (Resolver resolver : Resolver.values()) {
        String cell = QuestionSteps.cell(row, resolver.column());
        Optional<String> wanted =
            cell.equals("-") ? Optional.empty() : Optional.of(words.fill(cell));
        String pod = resolver == Resolver.JAVA ? java : client;
        CommandResult result = scene.inPod(pod, resolver.command(name));
        assertThat(resolver.found(result.stdout(), result.stderr()))
            .as("%s looks up %s: %s%s", resolver, name, result.stdout(), result.stderr())
            .isEqualTo(wanted);
      }
    }
  }

  /**
   * By the log of the server that the pod asks: the names, of whatever type. Their order is not
   * looked at, as the server writes its line after it has answered.
   */
  @Then("to look up {string} in pod {string}, these programs ask the DNS server {string} for:")
  public void ask(String name, String client, String server, DataTable table) {
    for (Map<String, String> row : table.asMaps()) {
      Resolver resolver = Resolver.of(QuestionSteps.cell(row, "program"));
      List<String> wanted = List.of(words.fill(QuestionSteps.cell(row, "names")).split(", "));
      assertThat(questions(client, server, resolver.command(words.fill(name))).distinct())
          .as("%s looks up %s", resolver, name)
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  /** Twice by the same JVM, and twice by a program of the C library. */
  @Then("a JVM in pod {string} that looks up {string} twice asks the DNS server {string} once")
  public void asksOnce(String client, String name, String server) {
    String full = words.fill(name);
    List<String> once = Resolver.JAVA.command(full);
    List<String> twice = new ArrayList<>(once);
    twice.add(full);
    assertThat(questions(client, server, twice).toList())
        .isNotEmpty()
        .hasSameSizeAs(questions(client, server, once).toList());
  }

  /** What the pod asks the server while the command runs. */
  private Stream<String> questions(String client, String server, List<String> command) {
    int begin = mark(client, server);
    scene.inPod(client, command);
    int end = mark(client, server);
    return asked(client, server).subList(begin + 1, end).stream();
  }

  /**
   * Has the pod ask for a name that nobody else asks for, and waits for it in the log: a line comes
   * there later than its answer, but not later than the next one.
   *
   * @return its place among the pod's questions
   */
  private int mark(String client, String server) {
    marks++;
    String name = "mark-" + marks + ".cluster.local";
    scene.inPod(client, Resolver.GLIBC.command(name + "."));
    return scene
        .eventually()
        .see(
            "a line of the log",
            scene.timeouts().podsReady(),
            1,
            () -> asked(client, server),
            names -> assertThat(names).contains(name))
        .indexOf(name);
  }

  private List<String> asked(String client, String server) {
    String from = " " + pods.named(client).ip() + ":";
    return servers
        .log(server)
        .lines()
        .filter(line -> line.contains(from))
        .flatMap(line -> ASKED.matcher(line).results().map(found -> found.group(1)))
        .toList();
  }
}
