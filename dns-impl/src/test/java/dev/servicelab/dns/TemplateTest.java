package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.corefile.CorefileException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;

/** The plugin template: records made from names. */
class TemplateTest {

  private static final String MATCH = "match ^(?P<who>[a-z]+)-(?P<n>[0-9a-f]+)[.]example[.]$\n";

  private static ChainUnderTest dns(String lines) {
    return ChainUnderTest.of(". {\n" + lines + "\n}", new TestProcess(Optional.empty()));
  }

  private static ChainUnderTest template(String head, String options) {
    return dns("template " + head + " {\n" + options + "\n}\nwhoami");
  }

  @Test
  void aNameBecomesItsAddress() {
    ChainUnderTest dns =
        template(
            "IN A example",
            """
            match (^|[.])ip-(?P<a>[0-9]*)-(?P<b>[0-9]*)-(?P<c>[0-9]*)-(?P<d>[0-9]*)[.]example[.]$
            answer "{{ .Name }} 60 IN A {{ .Group.a }}.{{ .Group.b }}.{{ .Group.c }}.{{ .Group.d }}"
            fallthrough\
            """);

    assertThat(dns.dig("ip-10-1-2-3.example A"))
        .isEqualTo("NOERROR aa\nip-10-1-2-3.example. 60 A 10.1.2.3");
    assertThat(dns.dig("x.IP-10-1-2-3.Example A")).endsWith("x.IP-10-1-2-3.Example. 60 A 10.1.2.3");
    assertThat(dns.dig("www.example A")).as("fallthrough").contains("_tcp.");
    assertThat(dns.dig("ip-10-1-2-3.example AAAA")).as("another type").contains("_tcp.");
    assertThat(dns.dig("ip-10-1-2-3.test A")).as("another zone").contains("_tcp.");
    assertThat(dns.dig("ip-10-1-2-300.example A")).as("no address").isEqualTo("SERVFAIL");
    assertThat(dns.explain("ip-10-1-2-3.example A"))
        .anyMatch(line -> line.startsWith("template: the expression (^|[.])ip-"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        ".Name              | ann-1f.example.",
        ".Question.Name     | ann-1f.example.",
        ".Zone              | example.",
        ".Class             | IN",
        ".Type              | TXT",
        ".Remote            | 127.0.0.1",
        ".Message.Id        | 4711",
        ".Group.who         | ann",
        ".Group.2           | 1f",
        "index .Match 0     | ann-1f.example.",
        "index .Match 1     | ann",
        "index .Group \\\"n\\\" | 1f",
        "parseInt .Group.n 16 8 | 31",
        ".Group.absent      | <no value>",
        "/* nothing */      | ''",
        "`a text`           | a text",
      })
  void bracesStandForPartsOfTheQuestion(String expression, String text) {
    assertThat(
            template(
                    "IN TXT example",
                    MATCH + "answer \"{{.Name}} 5 TXT \\\"<{{ " + expression + " }}>\\\"\"")
                .dig("ann-1f.example TXT"))
        .isEqualTo("NOERROR aa\nann-1f.example. 5 TXT \"<" + text + ">\"");
  }

  @Test
  void bracesWithADashTakeAwayWhiteSpace() {
    assertThat(
            template("IN TXT example", "answer \"{{ .Name }} 5 TXT \\\"a  {{- .Type -}}  b\\\"\"")
                .dig("x.example TXT"))
        .endsWith("\"aTXTb\"");
  }

  @Test
  void aDenialMaySayWhy() throws Exception {
    ChainUnderTest dns =
        template(
            "ANY ANY invalid",
            """
            rcode NXDOMAIN
            authority "invalid. 60 {{ .Class }} SOA ns.invalid. hostmaster.invalid. (1 60 60 60 60)"
            ederror 21 "not a real zone"\
            """);

    assertThat(dns.dig("a.invalid MX"))
        .isEqualTo(
            """
            NXDOMAIN aa
            authority: invalid. 60 SOA ns.invalid. hostmaster.invalid. 1 60 60 60 60\
            """);
    Message reply =
        Dig.parse(dns.ask(Dig.question("a.invalid MX", 1232), Transport.UDP).orElseThrow());
    assertThat(reply.getOPT().getOptions())
        .singleElement()
        .isInstanceOfSatisfying(
            ExtendedErrorCodeOption.class,
            option -> {
              assertThat(option.getErrorCode()).isEqualTo(21);
              assertThat(option.getText()).isEqualTo("not a real zone");
            });
  }

  @Test
  void allSectionsCanBeFilled() {
    assertThat(
            template(
                    "IN MX example",
                    """
                    answer "{{ .Name }} 60 IN MX 10 {{ .Name }}" "{{ .Name }} MX 20 b.example"
                    additional "{{ .Name }} 60 IN A 192.0.2.1"
                    authority "example. 60 IN NS ns0.example."\
                    """)
                .dig("a.example MX"))
        .isEqualTo(
            """
            NOERROR aa
            a.example. 60 MX 10 a.example.
            a.example. 3600 MX 20 b.example.
            authority: example. 60 NS ns0.example.
            additional: a.example. 60 A 192.0.2.1\
            """);
  }

  @Test
  void anAliasIsFollowedForAddresses() {
    ChainUnderTest dns =
        dns(
            """
            template IN ANY alias.example {
                answer "alias.example 60 IN CNAME real.example"
            }
            template IN ANY round.example {
                answer "round.example 60 IN CNAME round.example"
            }
            template IN A real.example {
                answer "{{ .Name }} 60 IN A 192.0.2.7"
            }
            """);

    assertThat(dns.dig("alias.example A"))
        .isEqualTo(
            """
            NOERROR aa
            alias.example. 60 CNAME real.example.
            real.example. 60 A 192.0.2.7\
            """);
    assertThat(dns.dig("alias.example TXT").lines()).hasSize(2);
    assertThat(dns.dig("round.example A")).as("a circle ends").startsWith("NOERROR");
  }

  @Test
  void metadataIsThereIfAPluginCollectsIt() {
    String line =
        "template IN TXT cluster.local {\n answer \"{{ .Name }} 5 TXT <{{ .Meta"
            + " \\\"kubernetes/namespace\\\" }}>\"\n}\n";
    String kubernetes = "kubernetes cluster.local\n";

    assertThat(
            ChainUnderTest.of(". {\nmetadata\n" + line + kubernetes + "}")
                .dig("web.shop.svc.cluster.local TXT"))
        .endsWith("\"<shop>\"");
    assertThat(
            ChainUnderTest.of(". {\n" + line + kubernetes + "}")
                .dig("web.shop.svc.cluster.local TXT"))
        .endsWith("\"<>\"");
  }

  @Test
  void templatesAreTriedInTheOrderWritten() {
    ChainUnderTest dns =
        dns(
            """
            template IN TXT example {
                match ^a
                answer "{{ .Name }} TXT first"
                fallthrough
            }
            template IN TXT example {
                match ^b ^c
                answer "{{ .Name }} TXT second"
            }
            whoami
            """);

    assertThat(dns.dig("a.example TXT")).endsWith("\"first\"");
    assertThat(dns.dig("c.example TXT")).endsWith("\"second\"");
    assertThat(dns.dig("d.example TXT")).as("none, and no fallthrough").isEqualTo("SERVFAIL");
  }

  @Test
  void anyCodeCanBeAnswered() {
    assertThat(template("IN ANY", "rcode SERVFAIL").dig("a.test A")).isEqualTo("SERVFAIL");
    assertThat(template("IN ANY", "rcode REFUSED").dig("a.test A")).isEqualTo("REFUSED");
    assertThat(template("IN ANY", "rcode NOTIMP").dig("a.test A")).isEqualTo("NOTIMP");
    assertThat(template("IN ANY", "").dig("a.test A")).isEqualTo("NOERROR aa");
  }

  @Test
  void countsUnderCoreDnsNames() {
    ChainUnderTest dns =
        dns("prometheus\ntemplate IN ANY {\nanswer \"{{ .Name }} {{ .Type }} x\"\n}");

    dns.dig("a.test A");
    dns.dig("a.test A");

    assertThat(dns.page("/metrics"))
        .contains("coredns_template_matches_total{class=\"IN\",", "type=\"A\"", "} 2")
        .contains("coredns_template_rr_failures_total{");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IN A; match (  | 3: match: '(' is not a regular expression: missing closing )",
        "IN A; answr x  | 3: template: unknown option 'answr', did you mean 'answer'?",
        "IN A; answer   | 3: answer: expected an argument, found 0",
        "IN A; answer {{.Nam}} | 3: answer: {{ .Nam }}: unknown field '.Nam', did you mean"
            + " '.Name'?",
        "IN A; answer {{ | 3: answer: '{{' without '}}'",
        "IN A; answer \"{{ if .Name }}x{{ end }}\" | 3: answer: {{ if .Name }}: 'if' is not"
            + " supported",
        "IN A; answer \"{{ .Name html }}\" | 3: answer: {{ .Name html }}: this is not"
            + " supported",
        "IN A; answer \"{{ $x }}\" | 3: answer: {{ $x }}: unknown field '$x'",
        "IN A; answer \"{{ .Match }}\" | 3: answer: {{ .Match }}: a list as a whole; use 'index",
        "IN A; answer \"{{ parsInt .Name 1 2 }}\" | 3: answer: {{ parsInt .Name 1 2 }}: unknown"
            + " function 'parsInt', did you mean 'parseInt'?",
        "IN A; answer \"{{ index .Match }}\" | 3: answer: {{ index .Match }}: index needs 2"
            + " operands",
        "IN A; rcode NOPE | 3: rcode: 'NOPE' is not a rcode",
        "IN A; ederror x | 3: ederror: 'x' is not a number from 0 to 65535",
        "IN XX; rcode NOERROR | 2: template: 'XX' is not a type",
        "XX A; rcode NOERROR | 2: template: 'XX' is not a class",
        "IN; rcode NOERROR | 2: template: expected at least 2 arguments, found 1",
      })
  void aWrongTemplateIsNamed(String lines, String problem) {
    String[] parts = lines.split("; ");

    assertThatThrownBy(() -> template(parts[0], parts[1]))
        .isInstanceOf(CorefileException.class)
        .hasMessageStartingWith("Corefile:" + problem);
  }
}
