package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.dns.corefile.CorefileException;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.PodRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** One question instead of one for each search domain. The test asks from 127.0.0.1. */
class AutopathTest {

  private static final PodRecord CLIENT =
      new PodRecord("shop", "client", List.of("127.0.0.1", "fd00::7"));

  @TempDir private Path folder;

  private final TestUpstream upstream = TestUpstream.of(AutopathTest::upstream);

  /** Knows one name. */
  private static Message upstream(Message question) {
    String name = question.getQuestion().getName().toString();
    return name.equals("www.example.org.")
        ? UpstreamReply.addresses(question, 1)
        : UpstreamReply.denial(
            question,
            name.startsWith("fails.")
                ? Rcode.SERVFAIL
                : name.equals("refused.") ? Rcode.REFUSED : Rcode.NXDOMAIN);
  }

  @Test
  void aRefusalIsNotTheAnswerUnlessItIsToBe() {
    String name = "refused.shop.svc.cluster.local A";

    assertThat(refusing("").dig(name)).startsWith("NXDOMAIN aa");
    assertThat(refusing("{\n refusals first\n}").dig(name)).startsWith("NXDOMAIN aa");
    assertThat(refusing("{\n refusals last\n}").dig(name)).startsWith("REFUSED");
    assertThatThrownBy(() -> refusing("{\n refusals both\n}"))
        .hasMessageContaining("'both' is neither 'first' nor 'last'");
  }

  private ChainUnderTest refusing(String options) {
    return ChainUnderTest.of(
        ". {\n autopath @kubernetes %s\n kubernetes cluster.local {\n pods verified\n}\n forward . %s\n}"
            .formatted(options, upstream.address()),
        new TestProcess(Optional.of(with(CLIENT))));
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  private ChainUnderTest cluster(String pods, PodRecord... clients) {
    return ChainUnderTest.of(
        """
        . {
            prometheus
            autopath @kubernetes
            cache
            kubernetes cluster.local {
                pods %s
            }
            forward . %s
        }
        """
            .formatted(pods, upstream.address()),
        new TestProcess(Optional.of(with(clients))));
  }

  private static ClusterSnapshot with(PodRecord... clients) {
    ClusterSnapshot cluster = TestCluster.snapshot();
    List<PodRecord> pods = new ArrayList<>(cluster.pods());
    pods.addAll(List.of(clients));
    return new ClusterSnapshot(
        cluster.revision(),
        cluster.services(),
        cluster.endpointSlices(),
        cluster.nodes(),
        cluster.namespaces(),
        pods);
  }

  @Test
  void aNameOutsideIsFoundAtTheFirstQuestion() {
    ChainUnderTest dns = cluster("verified", CLIENT);

    assertThat(dns.dig("www.example.org.shop.svc.cluster.local A"))
        .isEqualTo(
            """
            NOERROR ra
            www.example.org.shop.svc.cluster.local. 60 CNAME www.example.org.
            www.example.org. 60 A 192.0.2.1\
            """);
    assertThat(upstream.questions()).endsWith("tcp www.example.org.");
    assertThat(dns.page("/metrics")).containsPattern("autopath_success_total\\{[^}]*} 1\\.0");
  }

  @Test
  void aServiceOfAnotherNamespaceIsFoundWithTheSecondDomain() {
    ChainUnderTest dns =
        cluster("verified", new PodRecord("other", "client", List.of("127.0.0.1")));

    assertThat(dns.dig("web.shop.other.svc.cluster.local A"))
        .isEqualTo(
            """
            NOERROR aa
            web.shop.other.svc.cluster.local. 5 CNAME web.shop.svc.cluster.local.
            web.shop.svc.cluster.local. 5 A 10.96.0.20\
            """);
  }

  @Test
  void whatExistsNeedsNoSearch() {
    ChainUnderTest dns = cluster("verified", CLIENT);

    assertThat(dns.dig("web.shop.svc.cluster.local A"))
        .isEqualTo("NOERROR aa\nweb.shop.svc.cluster.local. 5 A 10.96.0.20");
    assertThat(dns.dig("web.shop.svc.cluster.local AAAA"))
        .startsWith("NOERROR aa\nauthority: cluster.local.");
    assertThat(upstream.questions()).isEmpty();
  }

  @Test
  void whatExistsNowhereIsDeniedAsIfNobodyHadSearched() {
    ChainUnderTest dns = cluster("verified", CLIENT);

    assertThat(dns.dig("absent.example.org.shop.svc.cluster.local A"))
        .startsWith("NXDOMAIN aa\nauthority: cluster.local.");
    assertThat(dns.dig("fails.example.org.shop.svc.cluster.local A")).isEqualTo("SERVFAIL ra");
  }

  @Test
  void onlyTheFirstDomainOfTheClientsOwnListBeginsASearch() {
    ChainUnderTest dns = cluster("verified", CLIENT);

    assertThat(dns.dig("www.example.org.svc.cluster.local A")).startsWith("NXDOMAIN aa");
    assertThat(dns.dig("www.example.org.other.svc.cluster.local A")).startsWith("NXDOMAIN aa");
    assertThat(dns.dig("shop.svc.cluster.local A")).startsWith("NOERROR aa\nauthority: ");
    assertThat(upstream.questions()).isEmpty();
  }

  @Test
  void clientsThatAreNotKnownAreLeftAlone() {
    String question = "www.example.org.shop.svc.cluster.local A";

    assertThat(cluster("verified").dig(question)).startsWith("NXDOMAIN aa");
    assertThat(cluster("insecure", CLIENT).dig(question)).startsWith("NXDOMAIN aa");
    // Two pods with one address use their node's network.
    PodRecord neighbour = new PodRecord("shop", "neighbour", List.of("127.0.0.1"));
    assertThat(cluster("verified", CLIENT, neighbour).dig(question)).startsWith("NXDOMAIN aa");
  }

  @Test
  void everybodysListMayStandInAFile() throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("resolv.conf"), "search old.example\nsearch lab.test. example.org\n");
    ChainUnderTest dns =
        ChainUnderTest.of(
            ". {\n autopath lab.test %s\n forward . %s\n}".formatted(list, upstream.address()));

    assertThat(dns.dig("www.lab.test A"))
        .isEqualTo(
            """
            NOERROR ra
            www.lab.test. 60 CNAME www.example.org.
            www.example.org. 60 A 192.0.2.1\
            """);
    assertThat(upstream.questions()).containsExactly("tcp www.lab.test.", "tcp www.example.org.");
  }

  @Test
  void itNeedsAListFromSomewhere() {
    assertThatThrownBy(() -> start("autopath @kubernetes"))
        .isInstanceOf(CorefileException.class)
        .hasMessage("Corefile:2: autopath: @kubernetes is not in this server block");
    assertThatThrownBy(() -> start("autopath @kubernets"))
        .hasMessageContaining("'@kubernets' knows no search lists, only @kubernetes does");
    assertThatThrownBy(() -> start("autopath /no/such/file"))
        .hasMessage("Corefile:2: autopath: cannot read /no/such/file");
    assertThatThrownBy(() -> start("autopath"))
        .hasMessage("Corefile:2: autopath: expected an argument, found 0");
  }

  private static void start(String line) {
    ChainUnderTest.of(". {\n " + line + "\n whoami\n}");
  }
}
