package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page {@code /explain}: what it tells, and that it leaves no trace. */
class ExplainTest {

  private static final Pattern BYTES =
      Pattern.compile("(?m)^  ([0-9a-f]{4})  ((?:[0-9a-f]{2} ?)+)");

  private final ChainUnderTest dns =
      ChainUnderTest.of(
          """
          cluster.local in-addr.arpa {
              health
              errors
              log
              prometheus
              loadbalance
              cache 30
              kubernetes cluster.local in-addr.arpa {
                  pods insecure
                  ttl 30
              }
          }
          lab.test {
              whoami
          }
          """);

  private String explain(String name, String type) {
    return explain(name, type, Map.of());
  }

  private String explain(String name, String type, Map<String, String> more) {
    Map<String, String> parameters = new HashMap<>(more);
    parameters.put("name", name);
    parameters.put("type", type);
    return dns.page("/explain", parameters);
  }

  @Test
  void namesTheZoneThePluginsAndTheObjects() {
    assertThat(explain("web.shop.svc.cluster.local", "A"))
        .contains(
            "Zone cluster.local., the longest that ends the name (zones: in-addr.arpa."
                + " cluster.local. lab.test.)",
            "Server block at Corefile:1",
            "kubernetes decides: NOERROR, 1 record",
            "read as: Service web in namespace shop",
            "Service shop/web: ClusterIP 10.96.0.20, ports http 80/TCP, quic 443/UDP",
            "EndpointSlice shop/web-1: 10.244.1.4 ready; 10.244.2.4 not ready",
            "web.shop.svc.cluster.local. 30 IN A 10.96.0.20");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          web.shop.svc.cluster.local       | AAAA | exists, with A, SRV, but has no AAAA
          _tcp.web.shop.svc.cluster.local  | A    | exists, as there are names below it, but has no A
          wbe.shop.svc.cluster.local       | A    | There is no Service shop/wbe, did you mean 'web'?
          web.shp.svc.cluster.local        | A    | There is no namespace shp, did you mean 'shop'?
          web.closed.svc.cluster.local     | A    | a Service of this name is in namespace shop
          nobody.shop.svc.cluster.local    | A    | a headless Service without ready endpoints
          db-9.db.shop.svc.cluster.local   | A    | Service shop/db has no such ready endpoint
          _x._tcp.web.shop.svc.cluster.local | SRV | Service shop/web has no such port
          a.b.c.d.web.shop.svc.cluster.local | A  | more labels below Service shop/web than any name
          x.pin._zone.web.shop.svc.cluster.local | A | Service shop/web has no names by topology zone
          foo.cluster.local                | A    | 'foo' is neither svc nor pod
          9.9.9.9.in-addr.arpa             | PTR  | Neither a Service nor an endpoint has address 9.9.9.9
          96.10.in-addr.arpa               | PTR  | a part of an address
          5.1.244.10.in-addr.arpa          | PTR  | EndpointSlice shop/db-1: 10.244.1.5 is ready
          shopfront.shop.svc.cluster.local | A    | ExternalName web.shop.svc.cluster.local
          www.example.com                  | A    | No zone here ends the name
          cluster.local                    | AXFR | REFUSED
          """)
  void saysWhy(String name, String type, String reason) {
    assertThat(explain(name, type)).contains(reason);
  }

  @Test
  void aServerOnSeveralPortsIsAskedAtTheFirstOrAtTheOneThatIsSaid() {
    ChainUnderTest both =
        ChainUnderTest.onItsOwnPorts(
            """
            cluster.local:53 {
                health
                kubernetes
            }
            lab.test:5300 {
                whoami
            }
            . {
                template IN ANY . {
                    rcode NXDOMAIN
                }
            }
            """);
    Map<String, String> question = Map.of("name", "x.lab.test");

    assertThat(both.page("/explain", question))
        .contains(
            "Zone ., the longest that ends the name (zones: . cluster.local.)",
            "asked at :53; at :5300 there are other zones: lab.test.",
            "template decides: NXDOMAIN");
    assertThat(both.page("/explain", Map.of("name", "x.lab.test", "port", "5300")))
        .contains(
            "Zone lab.test., the longest that ends the name (zones: lab.test.)",
            "asked at :5300; at :53 there are other zones: . cluster.local.",
            "whoami decides: NOERROR");
    assertThat(both.page("/explain", Map.of("name", "x.lab.test", "port", "54")))
        .isEqualTo("nothing listens on port 54 (there are: :53, :5300)\n");
  }

  @Test
  void aDenialSaysWhyItIsNotTheOther() {
    assertThat(explain("web.shop.svc.cluster.local", "AAAA")).contains("NOERROR and not NXDOMAIN");
    assertThat(explain("wbe.shop.svc.cluster.local", "AAAA"))
        .contains("NXDOMAIN and not 'no data'");
  }

  @Test
  void aPodsSearchListIsFollowed() {
    assertThat(explain("web", "A", Map.of("client", "10.244.1.5")))
        .startsWith("web.shop.svc.cluster.local. IN A, asked over udp by pod shop/db-0")
        .contains(
            "search shop.svc.cluster.local svc.cluster.local cluster.local, ndots:5",
            "1 web.shop.svc.cluster.local.: NOERROR, 1 record, so the search ends here",
            "4 web.: not asked any more");
  }

  @Test
  void aNameThatIsWholeButHasTooFewDotsIsFoundLast() {
    assertThat(explain("web.shop.svc.cluster.local", "A", Map.of("client", "closed/any")))
        .startsWith("web.shop.svc.cluster.local. IN A")
        .contains(
            "1 web.shop.svc.cluster.local.closed.svc.cluster.local.: NXDOMAIN",
            "4 web.shop.svc.cluster.local.: NOERROR, 1 record");
  }

  @Test
  void anUnknownAddressHasNoSearchList() {
    assertThat(explain("web", "A", Map.of("client", "192.0.2.1")))
        .startsWith("web. IN A, asked over udp by 192.0.2.1, no known pod")
        .doesNotContain("search");
  }

  @Test
  void otherClassesAreRefused() {
    assertThat(explain("web.shop.svc.cluster.local", "TXT", Map.of("class", "CH")))
        .contains("REFUSED: class CH");
  }

  @Test
  void aReplyThatIsCutSaysSo() {
    ChainUnderTest small =
        ChainUnderTest.of(". {\n health\n bufsize 512\n kubernetes cluster.local\n}");
    Map<String, String> question = Map.of("name", "many.shop.svc.cluster.local", "type", "SRV");

    assertThat(small.page("/explain", question)).contains("left out", "(TC)");
    assertThat(explain("many.shop.svc.cluster.local", "SRV")).doesNotContain("left out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web.shop.svc.cluster.local A",
        "_sql._tcp.db.shop.svc.cluster.local SRV",
        "dns-version.cluster.local TXT",
        "cluster.local SOA",
        "cluster.local NS",
        "dual.shop.svc.cluster.local AAAA",
        "shopfront.shop.svc.cluster.local A",
        "5.1.244.10.in-addr.arpa PTR",
        "absent.shop.svc.cluster.local TYPE65",
        "\\000\\200odd.lab.test A",
        "x.lab.test A",
        ". NS"
      })
  void everyByteIsExplainedOnce(String question) {
    String[] words = question.split(" ");
    String story = explain(words[0], words[1]);

    int offset = 0;
    List<MatchResult> lines = BYTES.matcher(story).results().toList();
    assertThat(lines).hasSizeGreaterThan(10);
    for (MatchResult line : lines) {
      assertThat(Integer.parseInt(line.group(1), 16)).isEqualTo(offset);
      offset += line.group(2).strip().split(" ").length;
    }
    assertThat(story).contains("Its " + offset + " bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name=a..b             | no name: 'a..b'
          name=                 | name is missing
          name=web&type=WEB     | 'WEB' is no record type
          name=web&type=70000   | '70000' is no record type
          name=web&class=XX     | 'XX' is no class
          name=web&client=me    | client 'me' is neither an address nor NAMESPACE/POD
          name=web&proto=quic   | proto 'quic' is neither udp nor tcp
          name=web&nmae=web     | there is no parameter nmae
          name=web&port=dns     | 'dns' is no port
          name=web&port=0       | '0' is no port
          name=web&format=xml   | format 'xml' is neither text nor json
          """)
  void refusesInOneLine(String query, String message) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&")) {
      parameters.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }

    assertThat(dns.page("/explain", parameters)).contains(message).endsWith("\n").hasLineCount(1);
  }

  @Test
  void namesThatDnsCannotHoldAreRefused() {
    assertThat(explain("a".repeat(64), "A")).contains("no name: ").hasLineCount(1);
    assertThat(explain("a.".repeat(200), "A")).contains("no name: ").hasLineCount(1);
  }

  @Test
  void programsReadJson() {
    assertThat(explain("web.shop", "A", Map.of("client", "shop/db-0", "format", "json")))
        .startsWith("{")
        .contains(
            "\"zone\" : \"cluster.local.\"",
            "\"plugin\" : \"kubernetes\"",
            "\"rcode\" : \"NOERROR\"",
            "\"reply\" : \"1234850");
  }

  @Test
  void leavesNoTrace() {
    try (LogLines log = LogLines.of("plugin/log")) {
      explain("web.shop.svc.cluster.local", "A");
      explain("absent.shop.svc.cluster.local", "A");
      assertThat(log.all()).isEmpty();
    }
    assertThat(counters()).allMatch(line -> line.endsWith(" 0") || line.endsWith(" 0.0"));
    dns.dig("web.shop.svc.cluster.local A");
    assertThat(counters().filter(line -> line.startsWith("coredns_cache_misses_total")))
        .singleElement()
        .asString()
        .matches(".* 1(\\.0)?");
    assertThat(explain("web.shop.svc.cluster.local", "A"))
        .contains("cache decides", "has had this answer for 0 s");
  }

  private Stream<String> counters() {
    return dns.page("/metrics")
        .lines()
        .filter(
            line ->
                line.startsWith("coredns_cache_") || line.startsWith("coredns_dns_requests_total"));
  }
}
