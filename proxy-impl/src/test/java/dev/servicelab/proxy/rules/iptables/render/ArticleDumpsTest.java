package dev.servicelab.proxy.rules.iptables.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.manifest.ManifestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the articles print of iptables, command by command. A chain of ours has these lines and no
 * others; a chain of everybody's has these among others.
 */
class ArticleDumpsTest {
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\$ iptables (?<nat>-t nat )?-S (?<chain>\\S+)(?: \\| grep (?<word>\\S+))?\\n"
              + "(?<lines>(?:-.*\\n)*)");

  @ParameterizedTest
  @CsvSource({
    "cluster-ip-walk, v1.23, 10.244.0.0/16, 9",
    "node-port-walk, v1.23, 10.244.0.0/16, 9",
    "nginx, v1.9, 172.16.0.0/16, 4",
  })
  void linesAreAsPrinted(String folder, String layout, String pods, int commands)
      throws IOException {
    Path article = Fixtures.RESOURCES.resolve("articles").resolve(folder);
    String rules = rules(article, Layout.parse(layout), Cidr.parse(pods));
    List<MatchResult> printed =
        COMMAND.matcher(Files.readString(article.resolve("dump.txt"))).results().toList();

    assertThat(printed).hasSize(commands);
    for (MatchResult command : printed) {
      List<String> lines = command.group("lines").lines().toList();
      assertThat(lines).isNotEmpty();
      if (command.group("chain").startsWith("KUBE-")) {
        assertThat(answer(rules, command)).containsExactlyElementsOf(lines);
      } else {
        assertThat(answer(rules, command)).containsAll(lines);
      }
    }
  }

  private static String rules(Path folder, Layout layout, Cidr pods) {
    ClusterSnapshot cluster = new ManifestFolder(folder, Interest.proxy("node1")).read(1);
    Planner planner = new Planner(new NodeView("node1", List.of(pods), false), IpFamily.IPV4);
    IptablesOptions options = IptablesOptions.defaults().with(layout);
    return new IptablesPrinter(IpFamily.IPV4)
        .print(new IptablesRenderer(options).render(planner.plan(cluster)));
  }

  /** As the tool answers the command. */
  private static List<String> answer(String rules, MatchResult command) {
    String table = command.group("nat") == null ? "*filter\n" : "*nat\n";
    String chain = command.group("chain");
    String word = command.group("word");
    return rules
        .substring(rules.indexOf(table))
        .lines()
        .takeWhile(line -> !line.equals("COMMIT"))
        .map(line -> line.replaceAll("^:(KUBE-\\S+) .*", "-N $1"))
        .filter(line -> line.equals("-N " + chain) || line.startsWith("-A " + chain + " "))
        .filter(line -> word == null || line.contains(word))
        .toList();
  }
}
