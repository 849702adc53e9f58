package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.CorefileException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.GenericEDNSOption;

/** The plugin rewrite: what becomes of questions and of the replies to them. */
class RewriteTest {

  private static ChainUnderTest dns(String rules) {
    return ChainUnderTest.of(
        """
        . {
            %s
            kubernetes cluster.local in-addr.arpa {
                ttl 30
            }
        }
        """
            .formatted(rules));
  }

  @Test
  void anExactNameIsChangedThereAndBack() {
    ChainUnderTest dns = dns("rewrite name Shop.Example web.shop.svc.cluster.local");

    assertThat(dns.dig("shop.example A")).isEqualTo("NOERROR aa\nshop.example. 30 A 10.96.0.20");
    assertThat(dns.dig("web.shop.svc.cluster.local A")).contains("10.96.0.20");
    assertThat(dns.dig("a.shop.example A")).isEqualTo("SERVFAIL");
    assertThat(dns.explain("shop.example A"))
        .contains(
            "rewrite: rule 'name Shop.Example web.shop.svc.cluster.local' makes"
                + " web.shop.svc.cluster.local. IN A of shop.example. IN A");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prefix front. web.              | front.shop.svc.cluster.local. |"
            + " web.shop.svc.cluster.local.",
        "suffix .shop.example .shop.svc.cluster.local | web.shop.example. |"
            + " web.shop.svc.cluster.local.",
        "substring .in.the. .shop.       | web.in.the.svc.cluster.local. |"
            + " web.shop.svc.cluster.local.",
        "regex (.*)-at-(.*)\\.example {1}.{2}.svc.cluster.local | web-at-shop.example."
            + " | web.shop.svc.cluster.local.",
      })
  void eachKindOfMatchAsksForAnotherName(String rule, String asked, String found) {
    assertThat(dns("rewrite name " + rule).dig(asked + " A"))
        .as("nobody said that the reply is to be changed back")
        .isEqualTo("NOERROR aa\n" + found + " 30 A 10.96.0.20");
    assertThat(dns("rewrite stop {\n name " + rule + "\n answer auto\n}").dig(asked + " A"))
        .isEqualTo("NOERROR aa\n" + asked + " 30 A 10.96.0.20");
  }

  @Test
  void whatHasNoDotAtItsEndGetsOne() {
    assertThat(dns("rewrite name prefix we web.shop").dig("web.shop.svc.cluster.local A"))
        .as("'we.' is not the beginning of 'web.'")
        .contains("10.96.0.20");
  }

  @Test
  void namesAndValuesOfTheReplyAreChangedByExpressions() {
    String rule =
        "rewrite name regex (.*)\\.shop\\.example {1}.shop.svc.cluster.local"
            + " answer name (.*)\\.shop\\.svc\\.cluster\\.local {1}.shop.example"
            + " value (.*)\\.shop\\.svc\\.cluster\\.local {1}.shop.example";

    assertThat(dns(rule).dig("_http._tcp.web.shop.example SRV"))
        .isEqualTo(
            """
            NOERROR aa
            _http._tcp.web.shop.example. 30 SRV 0 100 80 web.shop.example.
            additional: web.shop.example. 30 A 10.96.0.20\
            """);
    assertThat(dns(rule).dig("shopfront.shop.example A"))
        .isEqualTo(
            """
            NOERROR aa
            shopfront.shop.example. 30 CNAME web.shop.example.
            web.shop.example. 30 A 10.96.0.20\
            """);
    assertThat(
            dns("rewrite name suffix .arpa .arpa answer name auto answer value"
                    + " (.*)\\.svc\\.cluster\\.local {1}.example")
                .dig("20.0.96.10.in-addr.arpa PTR"))
        .endsWith("20.0.96.10.in-addr.arpa. 30 PTR web.shop.example.");
  }

  @Test
  void stopEndsTheRulesAndContinueDoesNot() {
    String first = " name a.example b.example\n";
    String second = "rewrite name b.example web.shop.svc.cluster.local\n";

    assertThat(dns("rewrite stop" + first + second).dig("a.example A")).isEqualTo("SERVFAIL");
    assertThat(dns("rewrite" + first + second).dig("a.example A")).isEqualTo("SERVFAIL");
    assertThat(dns("rewrite continue" + first + second).dig("a.example A"))
        .as("replies go through the rules the other way round")
        .isEqualTo("NOERROR aa\na.example. 30 A 10.96.0.20");
  }

  @Test
  void typeAndClassAskForOthers() {
    assertThat(dns("rewrite type AAAA A").dig("web.shop.svc.cluster.local AAAA"))
        .contains(" A 10.96.0.20");
    assertThat(dns("chaos\nrewrite class CH IN").dig("web.shop.svc.cluster.local A CH"))
        .contains(" A 10.96.0.20");
  }

  @ParameterizedTest
  @CsvSource({"15, 15", "60-, 60", "-10, 10", "20-40, 30", "31-40, 31", "1-20, 20"})
  void ttlIsSetOrKeptInARange(String range, int seconds) {
    assertThat(
            dns("rewrite ttl suffix .cluster.local " + range).dig("web.shop.svc.cluster.local A"))
        .endsWith("web.shop.svc.cluster.local. " + seconds + " A 10.96.0.20");
    assertThat(dns("rewrite ttl cluster.local " + range).dig("web.shop.svc.cluster.local A"))
        .as("another name")
        .endsWith("web.shop.svc.cluster.local. 30 A 10.96.0.20");
  }

  @Test
  void rcodePutsOneCodeInThePlaceOfAnother() {
    assertThat(dns("rewrite rcode suffix cluster.local NXDOMAIN NOERROR").dig("x.cluster.local A"))
        .startsWith("NOERROR aa\nauthority: cluster.local. ");
    assertThat(dns("rewrite rcode regex .* 2 REFUSED").dig("example.org A")).isEqualTo("REFUSED");
    assertThat(dns("rewrite rcode example.org SERVFAIL NXDOMAIN").dig("example.org A"))
        .isEqualTo("NXDOMAIN");
    assertThat(dns("rewrite rcode example.org NXDOMAIN NOERROR").dig("example.org A"))
        .isEqualTo("SERVFAIL");
  }

  @Test
  void cnamePointsElsewhereAndIsFollowed() {
    assertThat(
            dns("rewrite cname web.shop.svc.cluster.local. empty.shop.svc.cluster.local.")
                .dig("shopfront.shop.svc.cluster.local A"))
        .isEqualTo(
            """
            NOERROR aa
            shopfront.shop.svc.cluster.local. 30 CNAME empty.shop.svc.cluster.local.
            empty.shop.svc.cluster.local. 30 A 10.96.0.21\
            """);
    assertThat(
            dns("rewrite cname regex web\\.(.*) shopfront.{1}")
                .dig("shopfront.shop.svc.cluster.local A"))
        .as("a circle ends")
        .startsWith("NOERROR");
  }

  @Test
  void whatIsNoNameEndsInServfail() {
    ChainUnderTest dns = dns("errors\nrewrite name regex (.*)\\.x\\. {1}" + "a".repeat(64) + ".x.");

    try (LogLines lines = LogLines.of("plugin/errors")) {
      assertThat(dns.dig("b.x A")).isEqualTo("SERVFAIL");
      assertThat(lines.all()).hasSize(1).first().asString().contains("is not a name");
    }
  }

  @Test
  void anExpressionNeedsLittleTimeWhateverTheName() {
    String name = "a".repeat(50) + "." + "a".repeat(50) + ".x";

    assertThat(dns("rewrite name regex (a*\\.?a*)*b$ c.").dig(name + " A")).isEqualTo("SERVFAIL");
  }

  @ParameterizedTest
  @CsvSource({
    "local set 0xffee 0x61626364, 65518 61626364",
    "local set 65518 abcd, 65518 61626364",
    "local append 0xffee {client_ip}, 65518 7f000001",
    "local set 0xffee {client_port} revert, 65518 9c40",
    "local set 0xffee {protocol}, 65518 746370",
    "local set 0xffee {qname}, 65518 612e6578616d706c652e",
    "local set 0xffee {qtype}, 65518 0001",
    "local set 0xffee {server_port}, 65518 14e9",
    "local set 0xffee {server_ip}, 65518 7f000001",
    "local replace 0xffee x, ''",
    "nsid set, '3 '",
    "subnet set 24 56, 8 000118007f0000",
    "subnet set 0 0, 8 00010000",
    "subnet unset, ''",
  })
  void edns0ChangesWhatUpstreamsSee(String rule, String options) {
    assertThat(optionsAfter("rewrite edns0 " + rule, List.of())).isEqualTo(options);
  }

  @Test
  void edns0TellsOptionsThatAreThereFromOthers() {
    List<EDNSOption> there = List.of(new GenericEDNSOption(65001, new byte[] {1}));

    assertThat(optionsAfter("rewrite edns0 local append 65001 0x02", there)).isEqualTo("65001 01");
    assertThat(optionsAfter("rewrite edns0 local replace 65001 0x02", there)).isEqualTo("65001 02");
    assertThat(optionsAfter("rewrite edns0 local set 65001 0x02", there)).isEqualTo("65001 02");
    assertThat(optionsAfter("rewrite edns0 local unset 65001", there)).isEmpty();
  }

  /** What the plugin behind rewrite sees: numbers and bytes of the options. */
  private static String optionsAfter(String line, List<EDNSOption> before) {
    ServerConfig config =
        ChainUnderTest.build(". {\n" + line + "\n}", new TestProcess(Optional.empty()));
    List<Query> seen = new ArrayList<>();
    Query query = ChainUnderTest.query("a.example A");
    Chain chain = Chain.of(List.of(config.plugins().getFirst(), new Seen(seen)));
    chain.ask(
        before.isEmpty()
            ? query
            : query.with(query.request().with(new Query.Edns(1232, false, before))));

    List<String> options = new ArrayList<>();
    for (EDNSOption option :
        seen.getFirst().request().edns().map(Query.Edns::options).orElse(List.of())) {
      byte[] wire = option.toWire();
      options.add(option.getCode() + " " + HexFormat.of().formatHex(wire, 4, wire.length));
    }
    return String.join(", ", options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rewrite | expected one of [name, type, class, edns0, ttl, rcode, cname]",
        "rewrite continue | expected one of [name, ",
        "rewrite nam a b | unknown field 'nam', did you mean 'name'?",
        "rewrite answer auto x | an answer rule follows a name rule",
        "rewrite name a | name: expected at least 2 words, found 1",
        "rewrite name sufix a b | 'sufix' is not one of [exact, prefix, suffix, substring, regex],"
            + " did you mean 'suffix'?",
        "rewrite name regex ( b | '(' is not a regular expression: missing closing )",
        "rewrite name regex (a) {2} | '{2}.' has {2}, the expression has 1 groups",
        "rewrite name exact a b auto | expected 'answer' instead of 'auto'",
        "rewrite name exact a b answer vale x y | answer: 'vale' is not one of [auto, name, value],"
            + " did you mean 'value'?",
        "rewrite name exact a b answer name x | answer name: expected an expression and what",
        "rewrite name suffix a b answer auto name x y | 'answer auto' and 'answer name' exclude",
        "rewrite type A XY | 'XY' is not a type",
        "rewrite class IN XY | 'XY' is not a class",
        "rewrite type A AAAA MX | type: unexpected 'MX'",
        "rewrite ttl a.example - | '-' is not a range of seconds",
        "rewrite ttl a.example 9-3 | '9-3' is not a range of seconds",
        "rewrite ttl a.example ten | 'ten' is not a number of seconds",
        "rewrite rcode a.example OK 0 | 'OK' is not a rcode",
        "rewrite edns0 locl set 1 x | edns0: 'locl' is not one of [local, nsid, subnet], did you",
        "rewrite edns0 local put 1 x | edns0: 'put' is not one of [set, append, replace, unset]",
        "rewrite edns0 local set 70000 x | edns0: '70000' is not an option's number",
        "rewrite edns0 local set 1 0xzz | edns0: '0xzz' has no hexadecimal bytes",
        "rewrite edns0 local set 1 {qnam} | edns0: unknown variable '{qnam}', did you mean"
            + " '{qname}'",
        "rewrite edns0 local set 1 | edns0 local: expected 2 words here, found 1",
        "rewrite edns0 subnet set 33 56 | '33' is not a number from 0 to 32",
      })
  void aWrongRuleIsNamed(String rule, String problem) {
    assertThatThrownBy(() -> dns(rule))
        .isInstanceOf(CorefileException.class)
        .hasMessageStartingWith("Corefile:2: rewrite: " + problem);
  }

  /** Remembers what it was asked. */
  private record Seen(List<Query> queries) implements Plugin {
    @Override
    public String name() {
      return "seen";
    }

    @Override
    public Outcome handle(Query query, Chain next) {
      queries.add(query);
      return next.ask(query);
    }
  }
}
