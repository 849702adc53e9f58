package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.CorefileException;
import dev.servicelab.dns.fast.FastLane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of log, errors and loadbalance. */
class ObservingOptionsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Answers for a.test, denies b.test with and c.test without SOA, refers, fails. */
  private static final String REPLIES =
      """
      template IN A a.test {
          answer "{{ .Name }} 60 IN A 192.0.2.1" "{{ .Name }} 60 IN A 192.0.2.2" "{{ .Name }} 60 IN A 198.51.100.3"
      }
      template IN A b.test {
          authority "test. 60 IN SOA a.test. b.test. 1 1 1 1 1"
      }
      template IN A c.test {
          rcode NOERROR
      }
      template IN A d.test {
          authority "d.test. 60 IN NS ns.d.test."
      }
      template IN A e.test {
          rcode NXDOMAIN
      }
      template IN A f.test {
          rcode SERVFAIL
      }
      """;

  private static ChainUnderTest dns(String lines) {
    return ChainUnderTest.of(". {\n" + lines + "\n" + REPLIES + "}", process());
  }

  private static TestProcess process() {
    return new TestProcess(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "success, a c d",
    "denial, b e",
    "error, f g",
    "all, a b c d e f g",
    "success error, a c d f g",
  })
  void logKnowsClassesAsCoreDnsDoes(String classes, String names) {
    ChainUnderTest dns = dns("log . {name} {\n class " + classes + "\n}");

    try (LogLines lines = LogLines.of("plugin/log")) {
      for (String name : List.of("a", "b", "c", "d", "e", "f", "g")) {
        dns.dig(name + ".test A");
      }
      assertThat(String.join(" ", lines.all()).replace(".test.", "")).isEqualTo(names);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{remote} {port} {local}    | 127.0.0.1 40000 127.0.0.1",
        "{type} {class} {name}      | A IN a.test.",
        "{proto} {size} {rcode}     | tcp 24 NOERROR",
        "{>id} {>opcode} {>do} {>bufsize} | 4711 0 false 512",
        "{>rflags} {rsize}          | qr,aa,rd 72",
        "{/log/class} {/log/type}   | success NOERROR",
        "{/kubernetes/endpoint}     | -",
        "{nonsense}                 | {nonsense}",
      })
  void logKnowsPlaceholders(String format, String line) {
    ChainUnderTest dns = dns("log . \"" + format + "\"");

    try (LogLines lines = LogLines.of("plugin/log")) {
      dns.dig("a.test A");
      assertThat(lines.all()).containsExactly(line);
    }
  }

  @Test
  void theCombinedLineHasTheOperation() {
    try (LogLines lines = LogLines.of("plugin/log")) {
      dns("log . {combined}").dig("a.test A");
      assertThat(lines.all().getFirst()).matches("127.*NOERROR qr,aa,rd 72 [0-9.]+s \"0\"");
    }
  }

  @Test
  void theFirstLogLineForANameDecides() {
    ChainUnderTest dns = dns("log a.test one{type} {\nclass denial\n}\nlog . two{type}");

    try (LogLines lines = LogLines.of("plugin/log")) {
      dns.dig("a.test A");
      dns.dig("b.test A");
      assertThat(lines.all()).containsExactly("twoA");
    }
  }

  @Test
  void onlyALogOfErrorsLeavesTheFastLaneOpen() {
    assertThat(plugin("log . {\nclass error\n}").fastLane()).isEqualTo(FastLane.OPEN);
    assertThat(plugin("log").fastLane()).isEqualTo(FastLane.CLOSED);
    assertThat(plugin("loadbalance").fastLane()).isEqualTo(FastLane.SHUFFLES);
    assertThat(plugin("loadbalance {\nprefer 10.0.0.0/8\n}").fastLane()).isEqualTo(FastLane.CLOSED);
  }

  @Test
  void errorsOfAKindAreCountedAndToldOnce() {
    ServerConfig config =
        ChainUnderTest.build(
            """
            . {
                errors {
                    consolidate 1h "^first" warning
                    consolidate 1h "^second" show_first
                    consolidate 1h "^third" info show_first
                }
            }
            """,
            process());
    Plugin errors = config.plugins().getFirst();

    try (LogLines lines = LogLines.of("plugin/errors")) {
      for (String reason : List.of("first", "first", "first", "second", "second", "third", "x")) {
        fail(errors, reason);
      }
      assertThat(lines.all())
          .containsExactly("2 a.test. A: second", "2 a.test. A: third", "2 a.test. A: x");
      errors.stop();
      await().atMost(PATIENCE).until(() -> lines.all().size() == 5);
      assertThat(lines.all())
          .contains(
              "3 errors like '^first' occurred before the end",
              "2 errors like '^second' occurred before the end");
    }
  }

  @Test
  void theNumberIsToldAWhileAfterTheFirst() {
    Plugin errors = plugin("errors {\nconsolidate 20ms first\n}");

    try (LogLines lines = LogLines.of("plugin/errors")) {
      fail(errors, "the first");
      await().atMost(PATIENCE).until(() -> !lines.all().isEmpty());
      assertThat(lines.all()).containsExactly("1 errors like 'first' occurred in last 20ms");
    }
  }

  @Test
  void aMistakeIsLoggedWithItsPlaceIfAskedFor() {
    Plugin mistake =
        new Plugin() {
          @Override
          public String name() {
            return "mistake";
          }

          @Override
          public Outcome handle(Query query, Chain next) {
            throw new IllegalStateException("a mistake");
          }
        };

    try (LogLines lines = LogLines.of("plugin/errors")) {
      for (String options : List.of("errors", "errors stdout {\nstacktrace\n}")) {
        Chain chain = Chain.of(List.of(plugin(options), mistake));
        assertThatThrownBy(() -> chain.ask(ChainUnderTest.query("a.test A")))
            .isInstanceOf(IllegalStateException.class);
      }
      assertThat(lines.all())
          .containsExactly("a mistake in the server: java.lang.IllegalStateException: a mistake");
    }
  }

  @Test
  void preferredNetworksComeFirst() {
    ChainUnderTest dns = dns("loadbalance {\nprefer 198.51.100.0/24 192.0.2.2/32 2001:db8::/32\n}");

    for (int i = 0; i < 20; i++) {
      assertThat(dns.dig("a.test A"))
          .isEqualTo(
              """
              NOERROR aa
              a.test. 60 A 198.51.100.3
              a.test. 60 A 192.0.2.2
              a.test. 60 A 192.0.2.1\
              """);
    }
  }

  @Test
  void weightsDecideWhoIsFirst(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("weights");
    Files.writeString(file, "# comment\n\nA.test\n192.0.2.1 255\n192.0.2.2 1\n198.51.100.3 255\n");
    ChainUnderTest dns = dns("loadbalance weighted " + file);
    int second = 0;
    Set<String> firsts = new HashSet<>();

    for (int i = 0; i < 300; i++) {
      String first = dns.dig("a.test A").lines().toList().get(1);
      firsts.add(first);
      second += first.endsWith(" 192.0.2.2") ? 1 : 0;
    }

    assertThat(firsts).contains("a.test. 60 A 192.0.2.1", "a.test. 60 A 198.51.100.3");
    // One of 511: more than 30 of 300 does not happen by chance.
    assertThat(second).isLessThan(30);
  }

  @Test
  void changedWeightsAreReadAgain(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("weights");
    try (RunningServer server =
            RunningServer.start(
                folder,
                ". {\nloadbalance weighted " + file + " {\nreload 20ms\n}\n" + REPLIES + "}");
        LogLines lines = LogLines.of("plugin/loadbalance")) {
      Files.writeString(file, "a.test\n192.0.2.2 x\n");
      await()
          .atMost(PATIENCE)
          .until(() -> lines.all().stream().anyMatch(line -> line.contains("'x' is not a weight")));
      Files.writeString(file, "a.test\n192.0.2.2 255\n");
      await().atMost(PATIENCE).until(() -> lines.all().contains(file + " read again"));
      assertThat(server.dig("a.test A")).startsWith("NOERROR aa\na.test. 60 A ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1 3   | line 1: a name has to stand before the first address",
        "192.0.2.1     | line 1: address 192.0.2.1 has no weight",
        "a b c         | line 1: neither a name nor an address and a weight",
        "a.test; 1.2.3 4 | line 2: '1.2.3' is not an address",
        "a.test; 192.0.2.1 256 | line 2: '256' is not a weight from 1 to 255",
      })
  void aWrongWeightFileEndsTheStart(String text, String problem, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("weights"), text.replace("; ", "\n"));

    assertThatThrownBy(() -> dns("loadbalance weighted " + file))
        .isInstanceOf(CorefileException.class)
        .hasMessage("Corefile:2: loadbalance: " + file + ": " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "log; klass all        | 3: log: unknown option 'klass', did you mean 'class'?",
        "log; class denail     | 3: class: 'denail' is not one of [success, denial, error, all],"
            + " did you mean 'denial'?",
        "errors stderr         | 2: errors: 'stderr' is not 'stdout'",
        "errors; consolidat 1s x | 3: errors: unknown option 'consolidat', did you mean"
            + " 'consolidate'?",
        "errors; consolidate 1s | 3: consolidate: expected at least 2 arguments, found 1",
        "errors; consolidate 1 x | 3: consolidate: '1' is not a duration",
        "errors; consolidate 1s ( | 3: consolidate: '(' is not a regular expression",
        "errors; consolidate 1s x warn | 3: consolidate: 'warn' is not one of [warning, ",
        "errors; consolidate 1s x show_first info | 3: consolidate: one level at most, and",
        "errors; consolidate 1s x info error | 3: consolidate: one level at most, and show_first",
        "loadbalance random    | 2: loadbalance: unknown policy 'random'",
        "loadbalance wieghted x | 2: loadbalance: unknown policy 'wieghted', did you mean",
        "loadbalance weighted  | 2: loadbalance: expected at least 2 arguments, found 1",
        "loadbalance round_robin x | 2: loadbalance: unexpected argument 'x'",
        "loadbalance; reload 1s | 3: loadbalance: unknown option 'reload'",
        "loadbalance; prefer   | 3: prefer: expected an argument, found 0",
        "loadbalance; prefer 10.0.0.1 | 3: prefer: '10.0.0.1' is not a network",
        "loadbalance; prefer 10.0.0.0/33 | 3: prefer: '10.0.0.0/33' is not a network",
      })
  void aWrongLineIsNamed(String line, String problem) {
    String lines = line.contains("; ") ? line.replace("; ", " {\n") + "\n}" : line;

    assertThatThrownBy(() -> dns(lines))
        .isInstanceOf(CorefileException.class)
        .hasMessageStartingWith("Corefile:" + problem);
  }

  private static Plugin plugin(String lines) {
    return ChainUnderTest.build(". {\n" + lines + "\n}", process()).plugins().getFirst();
  }

  private static void fail(Plugin errors, String reason) {
    Plugin failing =
        new Plugin() {
          @Override
          public String name() {
            return "failing";
          }

          @Override
          public Outcome handle(Query query, Chain next) {
            return Outcome.Failed.serverFailure(reason);
          }
        };
    Chain.of(List.of(errors, failing)).ask(ChainUnderTest.query("a.test A"));
  }
}
