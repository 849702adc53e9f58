package dev.servicelab.dns.corefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language: what is read, and what is said about what cannot be. */
class CorefileTest {

  /** Files and variables from maps; a pattern is a key or ends with a star. */
  private record MapImports(Map<String, String> files, Map<String, String> variables)
      implements Imports {

    @Override
    public List<Source> files(String pattern, Position from) {
      String prefix = pattern.replace("*", "");
      List<Source> found =
          files.entrySet().stream()
              .filter(file -> file.getKey().startsWith(prefix))
              .sorted(Map.Entry.comparingByKey())
              .map(file -> new Source(file.getKey(), file.getValue()))
              .toList();
      if (found.isEmpty() && !pattern.endsWith("*")) {
        return NONE.files(pattern, from);
      }
      return found;
    }

    @Override
    public Optional<String> variable(String name) {
      return Optional.ofNullable(variables.get(name));
    }
  }

  private static Corefile parse(String text) {
    return Corefile.parse("Corefile", text, Imports.NONE);
  }

  private static Directive only(Corefile corefile) {
    assertThat(corefile.blocks()).hasSize(1);
    assertThat(corefile.blocks().getFirst().directives()).hasSize(1);
    return corefile.blocks().getFirst().directives().getFirst();
  }

  @Test
  void readsBlocksDirectivesAndOptionsWithTheirLines() {
    Corefile corefile =
        parse(
            """
            # the cluster
            cluster.local:53 example.org:1053 {
                kubernetes {   # a comment behind a brace
                    pods insecure
                }
                cache 30
            }
            . {
            }
            """);

    ServerBlock first = corefile.blocks().getFirst();
    assertThat(corefile.blocks()).hasSize(2);
    assertThat(first.at()).hasToString("Corefile:2");
    assertThat(first.keys())
        .containsExactly(
            new ZoneKey("cluster.local", OptionalInt.of(53)),
            new ZoneKey("example.org", OptionalInt.of(1053)));
    assertThat(first.directives())
        .extracting(Directive::name)
        .containsExactly("kubernetes", "cache");
    Directive pods = first.directives().getFirst().options().getFirst();
    assertThat(pods.arguments()).containsExactly("insecure");
    assertThat(pods.at()).hasToString("Corefile:4");
    assertThat(corefile.blocks().getLast().keys())
        .containsExactly(new ZoneKey(".", OptionalInt.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    ".:53, ., 53",
    ":1053, ., 1053",
    "dns://example.org, example.org, -1",
    "10.96.0.0/12, 10.96.0.0/12, -1",
    "10.96.0.0/12:53, 10.96.0.0/12, 53",
    "fd00::/64, fd00::/64, -1",
    "fd00::/64:53, fd00::/64, 53"
  })
  void readsZoneKeys(String text, String zone, int port) {
    ZoneKey key = parse(text + " {\n}").blocks().getFirst().keys().getFirst();

    assertThat(key.zone()).isEqualTo(zone);
    assertThat(key.port().orElse(-1)).isEqualTo(port);
  }

  @Test
  void keysMayGoOnAfterACommaOnTheNextLine() {
    assertThat(parse("a.org,\nb.org, c.org {\n}").blocks().getFirst().keys())
        .extracting(ZoneKey::zone)
        .containsExactly("a.org", "b.org", "c.org");
  }

  @Test
  void quotesKeepSpacesHashesAndBraces() {
    Directive log = only(parse(". {\n log . \"{remote} # \\\"x\\\" {\"\n}"));

    assertThat(log.arguments()).containsExactly(".", "{remote} # \"x\" {");
    assertThat(log.options()).isEmpty();
  }

  @Test
  void variablesComeFromTheEnvironment() {
    Imports imports = new MapImports(Map.of(), Map.of("ZONE", "example.org", "TTL", "7"));

    Corefile corefile =
        Corefile.parse("Corefile", "{$ZONE}:53 {\n cache {%TTL%} {$UNSET}x\n}", imports);

    assertThat(corefile.blocks().getFirst().keys().getFirst().zone()).isEqualTo("example.org");
    assertThat(only(corefile).arguments()).containsExactly("7", "x");
  }

  @Test
  void snippetsStandForTheirLines() {
    Corefile corefile =
        parse(
            """
            (common) {
                errors
                cache 30
            }
            a.org {
                import common
                log
            }
            """);

    assertThat(corefile.blocks()).hasSize(1);
    assertThat(corefile.blocks().getFirst().directives())
        .extracting(Directive::name)
        .containsExactly("errors", "cache", "log");
  }

  @Test
  void snippetsMayComeInAnyOrderAndHoldWholeBlocks() {
    Corefile corefile =
        parse(
            """
            (outer) {
                import inner
            }
            (inner) {
                log
            }
            (server) {
                b.org {
                    import outer
                }
            }
            import server
            """);

    assertThat(corefile.blocks())
        .singleElement()
        .extracting(ServerBlock::keys)
        .asString()
        .contains("b.org");
    assertThat(only(corefile).at()).hasToString("Corefile:5");
  }

  @Test
  void snippetsThatImportThemselvesEndWithAMessage() {
    assertThatThrownBy(() -> parse("(a) {\n import a\n}\n. {\n import a\n}\n"))
        .isInstanceOf(CorefileException.class)
        .hasMessage("Corefile:2: import: files or snippets import each other in a circle");
  }

  @Test
  void aServerBlockMayDoWithoutBracesOrZones() {
    assertThat(only(parse(".:1053\nlog # all")))
        .hasToString(only(parse(".:1053 {\nlog\n}")).toString());
    assertThat(only(parse("a.org\n{\n log\n}")).at()).hasToString("Corefile:3");
    assertThat(parse("{\n log\n}").blocks().getFirst().keys())
        .containsExactly(new ZoneKey(".", OptionalInt.empty()));
  }

  @Test
  void aCommentMayFollowAWordWithoutASpace() {
    assertThat(only(parse(". {\n cache 30#x y\n}")).arguments()).containsExactly("30");
    assertThat(only(parse(". {\n log \"30#x\"\n}")).arguments()).containsExactly("30#x");
  }

  @Test
  void aBackslashIsOneUnlessAQuoteFollows() {
    assertThat(only(parse(". {\n log a\\b \"c\\d\" \"\\\"\"\n}")).arguments())
        .containsExactly("a\\b", "c\\d", "\"");
  }

  @Test
  void filesAreImportedInsideAndOutsideOfBlocks() {
    Imports imports =
        new MapImports(
            Map.of(
                "custom/a.override", "cache 5\nlog",
                "custom/b.override", "",
                "more.server", "b.org {\n errors\n}"),
            Map.of());

    Corefile corefile =
        Corefile.parse(
            "Corefile",
            """
            a.org {
                import custom/*
                import nothing/*
            }
            import more.server
            """,
            imports);

    assertThat(corefile.blocks()).hasSize(2);
    assertThat(corefile.blocks().getFirst().directives())
        .extracting(directive -> directive.at().toString())
        .containsExactly("custom/a.override:1", "custom/a.override:2");
    assertThat(corefile.blocks().getLast().at()).hasToString("more.server:1");
  }

  @Test
  void filesThatImportEachOtherEndWithAMessage() {
    Imports imports = new MapImports(Map.of("a", "import b", "b", "import a"), Map.of());

    assertThatThrownBy(() -> Corefile.parse("Corefile", "import a", imports))
        .isInstanceOf(CorefileException.class)
        .hasMessageContaining("in a circle");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                          | Corefile:1: no server block found",
        "'. {\n errors'              | Corefile:1: the brace that opens here is never closed",
        "'. {\n}\nb.org\nlog'        | Corefile:3: expected '{' at the end of this line",
        "'(a) {\n errors'            | Corefile:1: the brace that opens here is never closed",
        "'(a)\nerrors'               | Corefile:1: expected '{' at the end of this line",
        "'. {\n import\n}'           | Corefile:2: import: expected one snippet, file or pattern",
        "'.\nerrors\n}'              | Corefile:3: this closing brace has no opening brace",
        "'https://. {\n}'            | Corefile:1: 'https://.': only dns:// is served, not https",
        "'grpc://. {\n}'             | Corefile:1: 'grpc://.': only dns:// is served, not grpc",
        "'xyz://a.org {\n}'          | Corefile:1: 'xyz://a.org': only dns:// is served, not xyz",
        "'. {\n}\n}'                 | Corefile:3: this closing brace has no opening brace",
        "'. {\n log \"x\n}'          | Corefile:2: the quote that opens here is never closed",
        "'. {\n errors\n {\n }\n}'   | Corefile:3: a brace must end the line it belongs to",
        "'.:x {\n}'                  | Corefile:1: '.:x': 'x' is not a port",
        "'.:65536 {\n}'              | Corefile:1: '.:65536': '65536' is not a port",
        "'tls://. {\n}'              | Corefile:1: 'tls://.': only dns:// is served, not tls",
        "'. {\n import a b\n}'       | Corefile:2: import: expected one snippet, file or pattern",
        "'. {\n import none\n}'      | Corefile:2: import: no snippet named 'none'",
        "'(a) {\n}\n(a) {\n}'        | Corefile:3: snippet 'a' is defined twice",
      })
  void saysWhatIsWrongAndWhere(String text, String message) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(CorefileException.class).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "kuberntes, kubernetes",
    "forwrad, forward",
    "cahce, cache",
    "loadbalancer, loadbalance",
    "zzzzzz, ''"
  })
  void findsTheWordThatWasMeant(String typed, String meant) {
    List<String> known = List.of("kubernetes", "forward", "cache", "loadbalance", "log", "loop");

    assertThat(NearestWord.find(typed, known).orElse("")).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({"5s, 5000", "1m30s, 90000", "250ms, 250", "1.5s, 1500", "2h, 7200000"})
  void readsDurations(String text, long millis) {
    Directive at = new Directive("x", List.of(), List.of(), new Position("Corefile", 1));

    assertThat(Values.duration(at, text)).hasMillis(millis);
  }

  @ParameterizedTest
  @CsvSource({"5", "s", "5 s", "-5s", "''", "5sx"})
  void refusesWhatIsNoDuration(String text) {
    Directive at = new Directive("lameduck", List.of(), List.of(), new Position("Corefile", 3));

    assertThatThrownBy(() -> Values.duration(at, text))
        .hasMessageStartingWith("Corefile:3: lameduck: '" + text + "' is not a duration");
  }
}
