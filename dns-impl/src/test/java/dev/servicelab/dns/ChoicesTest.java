package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.dns.corefile.CorefileException;
import dev.servicelab.dns.records.options.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both sides of every choice, and that the page about them lists what there is. */
class ChoicesTest {

  private static final Path PAGE = Path.of("../docs/dns-choices.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| `(\\w+)` \\| `(\\w+)` \\|([^|]*)\\| [^|]{40,} \\|$");
  private static final Pattern WORD = Pattern.compile("`(\\w+)`");

  private static final String SIDES =
      """
      port_addresses nodata   | _http._tcp.web.shop.svc.cluster.local A  | NOERROR aa SOA
      port_addresses service  | _http._tcp.web.shop.svc.cluster.local A  | 5 A 10.96.0.20
      port_addresses service  | _sql._tcp.db.shop.svc.cluster.local A    | 5 A 10.244.2.5
      bare_srv all            | web.shop.svc.cluster.local SRV           | SRV 0 50 443 web.
      bare_srv none           | web.shop.svc.cluster.local SRV           | NOERROR aa SOA
      endpoint_srv none       | db-0.db.shop.svc.cluster.local SRV       | NOERROR aa SOA
      endpoint_srv all        | db-0.db.shop.svc.cluster.local SRV       | SRV 0 100 5432 db-0.db.
      endpoint_srv all        | 10-244-1-4.web.shop.svc.cluster.local SRV| SRV 0 50 8080 10-244-1-4.
      ptr all                 | 1.4.244.10.in-addr.arpa PTR              | PTR 10-244-4-1.first.
      ptr all                 | 1.4.244.10.in-addr.arpa PTR              | PTR twin.second.
      ptr hostnames           | 1.4.244.10.in-addr.arpa PTR              | PTR twin.second.
      ptr hostnames           | 2.4.244.10.in-addr.arpa PTR              | NXDOMAIN
      ptr one                 | 1.4.244.10.in-addr.arpa PTR              | PTR twin.second.
      ptr one                 | 2.4.244.10.in-addr.arpa PTR              | PTR 10-244-4-2.first.
      ptr_targets existing    | 3.4.244.10.in-addr.arpa PTR              | NXDOMAIN
      ptr_targets any         | 3.4.244.10.in-addr.arpa PTR              | PTR 10-244-4-3.left.shop.
      lost_target servfail    | docs.shop.svc.cluster.local A            | SERVFAIL
      lost_target cname       | docs.shop.svc.cluster.local A            | CNAME docs.example.com.
      lost_target nodata      | docs.shop.svc.cluster.local A            | NOERROR aa SOA
      address_target nxdomain | number.shop.svc.cluster.local A          | NXDOMAIN
      address_target address  | number.shop.svc.cluster.local A          | 5 A 192.0.2.1
      empty_non_terminals nodata   | _tcp.web.shop.svc.cluster.local A   | NOERROR aa SOA
      empty_non_terminals nodata   | 244.10.in-addr.arpa PTR             | NOERROR aa SOA
      empty_non_terminals nxdomain | _tcp.web.shop.svc.cluster.local A   | NXDOMAIN
      empty_non_terminals nxdomain | 244.10.in-addr.arpa PTR             | NXDOMAIN
      empty_non_terminals nxdomain | svc.cluster.local A                 | NOERROR aa SOA
      denials by_name         | shop.svc.cluster.local TXT               | NOERROR aa SOA
      denials by_name         | absent.shop.svc.cluster.local SOA        | NXDOMAIN
      denials by_name         | dns-version.cluster.local A              | NOERROR aa SOA
      denials by_name         | 20.0.96.10.in-addr.arpa A                | NOERROR aa SOA
      denials by_type         | shop.svc.cluster.local TXT               | NXDOMAIN
      denials by_type         | web.shop.svc.cluster.local TXT           | NOERROR aa SOA
      denials by_type         | absent.shop.svc.cluster.local SOA        | NOERROR aa SOA
      denials by_type         | dns-version.cluster.local A              | NXDOMAIN
      denials by_type         | 20.0.96.10.in-addr.arpa A                | NXDOMAIN
      port_labels strict      | http.tcp.web.shop.svc.cluster.local SRV  | NXDOMAIN
      port_labels loose       | http.tcp.web.shop.svc.cluster.local SRV  | SRV 0 100 80 web.
      port_labels loose       | _._udp.web.shop.svc.cluster.local SRV    | SRV 0 100 443 web.
      port_labels loose       | _x._tcp.web.shop.svc.cluster.local SRV   | NXDOMAIN
      pod_subnames nxdomain   | x.10-244-4-4.shop.pod.cluster.local A    | NXDOMAIN
      pod_subnames pod        | x.10-244-4-4.shop.pod.cluster.local A    | 5 A 10.244.4.4
      pod_subnames pod        | x.y.z.10-244-4-4.shop.pod.cluster.local A| NXDOMAIN
      pod_addresses all       | fd00-10-244-4--4.shop.pod.cluster.local AAAA | 5 AAAA fd00:10:244:4
      pod_addresses primary   | fd00-10-244-4--4.shop.pod.cluster.local AAAA | NXDOMAIN
      pod_addresses primary   | 10-244-4-4.shop.pod.cluster.local A      | 5 A 10.244.4.4
      """;

  private static ChainUnderTest with(String... options) {
    return ChainUnderTest.of(
        """
        . {
            kubernetes cluster.local in-addr.arpa {
                pods verified
                %s
            }
            template IN ANY example.com {
                rcode SERVFAIL
            }
        }
        """
            .formatted(String.join("\n", options)));
  }

  static Stream<List<String>> sides() {
    return SIDES.lines().map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList());
  }

  private static String reply(ChainUnderTest dns, String question) {
    // A denial in one line, so that a side can be told by a part of the reply.
    return dns.dig(question).replaceAll("(?s)\nauthority: \\S+ \\d+ SOA.*", " SOA");
  }

  @ParameterizedTest
  @MethodSource("sides")
  void eachSideAnswersSo(List<String> side) {
    assertThat(reply(with(side.get(0)), side.get(1))).contains(side.get(2));
  }

  @Test
  void choicesSetsAllAndOneOptionGoesBefore() {
    ChainUnderTest dns = with("port_labels strict", "choices coredns");

    assertThat(dns.dig("http.tcp.web.shop.svc.cluster.local SRV")).startsWith("NXDOMAIN");
    assertThat(dns.dig("_tcp.web.shop.svc.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(with("choices coredns").dig("http.tcp.web.shop.svc.cluster.local SRV"))
        .startsWith("NOERROR");
    assertThat(with("choices servicelab").dig("_tcp.web.shop.svc.cluster.local A"))
        .startsWith("NOERROR");
  }

  @Test
  void everySideIsTested() {
    Set<String> tested = new HashSet<>();
    sides().forEach(side -> tested.add(side.getFirst()));
    assertThat(tested)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Choice.values())
                .flatMap(one -> one.sides().stream().map(side -> one.word() + " " + side.word()))
                .toList());
  }

  @Test
  void thePageListsWhatThereIs() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (MatchResult row : ROW.matcher(Files.readString(PAGE)).results().toList()) {
      List<String> words = new ArrayList<>(List.of(row.group(1), row.group(2), row.group(3)));
      WORD.matcher(row.group(4)).results().forEach(word -> words.add(word.group(1)));
      rows.add(words);
    }
    assertThat(rows)
        .containsExactlyElementsOf(Arrays.stream(Choice.values()).map(ChoicesTest::row).toList());
  }

  private static List<String> row(Choice choice) {
    List<String> words =
        new ArrayList<>(List.of(choice.word(), choice.ours().word(), choice.coredns().word()));
    choice.sides().stream()
        .filter(side -> side != choice.ours() && side != choice.coredns())
        .forEach(side -> words.add(side.word()));
    return words;
  }

  @Test
  void ptrHostnameOnlyIsPtrHostnames() {
    assertThat(with("ptr_hostname_only").dig("2.4.244.10.in-addr.arpa PTR")).startsWith("NXDOMAIN");
  }

  @Test
  void saysWhichSidesThereAre() {
    assertThatThrownBy(() -> with("ptr some"))
        .isInstanceOf(CorefileException.class)
        .hasMessage("Corefile:4: ptr: 'some' is not one of all, hostnames, one");
    assertThatThrownBy(() -> with("choices kube-dns"))
        .hasMessage("Corefile:4: choices: 'kube-dns' is not one of servicelab, coredns");
    assertThatThrownBy(() -> with("bare_svr none"))
        .hasMessage("Corefile:4: kubernetes: unknown option 'bare_svr', did you mean 'bare_srv'?");
  }
}
