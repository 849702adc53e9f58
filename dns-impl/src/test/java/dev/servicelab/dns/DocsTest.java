package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.plugins.PluginCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in docs/dns.md are what the server says. */
class DocsTest {

  private static final Path PAGE = Path.of("../docs/dns.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```dig\n(.*?)\n```");
  private static final Pattern STORY = Pattern.compile("(?s)```explain\n(.*?)\n```");
  private static final Pattern RULE = Pattern.compile("(?m)^\\*\\*`(\\w+)`\\*\\*");

  private static final Pattern PLUGIN =
      Pattern.compile("(?m)^\\| \\[(\\w+)]\\(.*/README.md\\) \\|");

  private final ChainUnderTest dns =
      ChainUnderTest.of(
          ". {\n kubernetes cluster.local in-addr.arpa ip6.arpa {\n pods insecure\n ttl 30\n}\n}");

  static Stream<Arguments> examples() throws IOException {
    return BLOCK
        .matcher(Files.readString(PAGE))
        .results()
        .flatMap(block -> Stream.of(block.group(1).split("\n\n")))
        .map(example -> example.split("\n", 2))
        .map(parts -> Arguments.of(parts[0].substring("$ dig ".length()), parts[1]));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theServerSaysSo(String question, String reply) {
    assertThat(dns.dig(question)).isEqualTo(reply);
  }

  @Test
  void anExplanationReadsSo() throws IOException {
    List<String> page =
        STORY
            .matcher(Files.readString(PAGE))
            .results()
            .flatMap(story -> story.group(1).lines())
            .toList();
    ChainUnderTest explaining =
        ChainUnderTest.of(
            ". {\n health\n kubernetes cluster.local {\n pods insecure\n ttl 30\n}\n}");
    Map<String, String> question = Map.of("name", "wbe", "client", "shop/db-0");

    assertThat(page).hasSizeGreaterThan(20).first().asString().contains("explain wbe --client");
    // The first line is the command.
    assertThat(explaining.page("/explain", question).lines().toList())
        .startsWith(page.subList(1, page.size()).toArray(String[]::new));
  }

  @Test
  void thereAreExamplesAndEveryRuleIsThere() throws IOException {
    assertThat(examples().count()).isGreaterThanOrEqualTo(18);
    assertThat(RULE.matcher(Files.readString(PAGE)).results().map(rule -> rule.group(1)))
        .containsExactlyInAnyOrderElementsOf(ruleClasses());
  }

  @Test
  void thePluginsAreThereInTheirOrder() throws IOException {
    assertThat(PLUGIN.matcher(Files.readString(PAGE)).results().map(plugin -> plugin.group(1)))
        .containsExactlyElementsOf(PluginCatalog.names());
  }

  /** The rules of one Service, and the three that are no single Service's. */
  private static Iterable<String> ruleClasses() throws IOException {
    Path records = Path.of("src/main/java/dev/servicelab/dns/records");
    try (Stream<Path> files = Files.list(records.resolve("rules"))) {
      return Stream.concat(
              files.filter(DocsTest::isRule),
              Stream.of("ZoneApex", "ReverseNames", "PodNames")
                  .map(name -> records.resolve(name + ".java"))
                  .filter(Files::exists))
          .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
          .toList();
    }
  }

  private static boolean isRule(Path file) {
    try {
      return Files.readString(file).contains(" implements RecordRule {");
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}
