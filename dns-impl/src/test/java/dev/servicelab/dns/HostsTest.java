package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.servicelab.dns.corefile.CorefileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugin hosts: what becomes of a hosts file's lines, and of the Corefile's own. */
class HostsTest {

  private static final String HOSTS =
      """
      # nodes
      192.0.2.1     node1.example.org node1   # the first
      2001:db8::1   node1.example.org
      192.0.2.2     Node2.Example.ORG
      fe80::2%eth0  node2.example.org
      192.0.2.3     *.wild.example.org
      192.0.2.4     a.wild.example.org
      192.0.2.5     other.example.net
      not an entry
      """;

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void writeHosts() throws IOException {
    file = Files.writeString(folder.resolve("hosts"), HOSTS);
  }

  private ChainUnderTest dns(String options) {
    return ChainUnderTest.of(
        "example.org in-addr.arpa ip6.arpa {\n hosts %s {\n%s\n}\nwhoami\n}"
            .formatted(file, options),
        new TestProcess(Optional.empty()));
  }

  @Test
  void namesHaveTheAddressesOfTheFile() {
    assertThat(dns("").dig("NODE1.example.org A"))
        .isEqualTo("NOERROR aa\nNODE1.example.org. 3600 A 192.0.2.1");
    assertThat(dns("ttl 60").dig("node1.example.org AAAA"))
        .isEqualTo("NOERROR aa\nnode1.example.org. 60 AAAA 2001:db8:0:0:0:0:0:1");
    assertThat(dns("").dig("node2.example.org AAAA")).contains(" AAAA fe80:0:0:0:0:0:0:2");
    assertThat(dns("").explain("node1.example.org A"))
        .contains(
            "hosts: 1 records for node1.example.org. from "
                + file
                + " and the Corefile's own lines");
  }

  @Test
  void addressesLeadBackToNames() {
    assertThat(dns("").dig("1.2.0.192.in-addr.arpa PTR"))
        .isEqualTo("NOERROR aa\n1.2.0.192.in-addr.arpa. 3600 PTR node1.example.org.");
    assertThat(dns("").dig("5.2.0.192.in-addr.arpa PTR"))
        .as("a name of another zone")
        .contains("_tcp.");
    assertThat(dns("").dig("3.2.0.192.in-addr.arpa PTR")).as("a wildcard").contains("_tcp.");
    assertThat(dns("").dig("9.2.0.192.in-addr.arpa PTR")).as("nobody's").contains("_tcp.");
    assertThat(dns("").dig("2.0.192.in-addr.arpa PTR")).as("no address").contains("_tcp.");
    assertThat(dns("no_reverse").dig("1.2.0.192.in-addr.arpa PTR")).contains("_tcp.");
  }

  @Test
  void aWildcardStandsForOneLabel() {
    assertThat(dns("").dig("b.wild.example.org A"))
        .endsWith("b.wild.example.org. 3600 A 192.0.2.3");
    assertThat(dns("").dig("a.wild.example.org A")).endsWith(" A 192.0.2.4");
    assertThat(dns("").dig("wild.example.org A")).isEqualTo("SERVFAIL");
    assertThat(dns("").dig("a.b.wild.example.org A")).isEqualTo("SERVFAIL");
  }

  @Test
  void tellsNoDataFromNoName() {
    assertThat(dns("").dig("a.wild.example.org AAAA")).isEqualTo("NOERROR aa");
    assertThat(dns("").dig("node1.example.org TXT")).isEqualTo("NOERROR aa");
    assertThat(dns("").dig("absent.example.org A"))
        .as("without an SOA there is no denial")
        .isEqualTo("SERVFAIL");
  }

  @Test
  void whatIsNotThereMayFallThrough() {
    assertThat(dns("fallthrough").dig("absent.example.org A")).contains("_tcp.");
    assertThat(dns("fallthrough").dig("node1.example.org TXT")).isEqualTo("NOERROR aa");
    assertThat(dns("fallthrough x.example.org").dig("absent.example.org A")).isEqualTo("SERVFAIL");
    assertThat(dns("fallthrough\nfallthrough_unsupported").dig("node1.example.org TXT"))
        .contains("_tcp.");
    assertThat(dns("fallthrough\nfallthrough_unsupported").dig("node1.example.org A"))
        .contains(" A 192.0.2.1");
  }

  @Test
  void linesOfTheCorefileJoinThoseOfTheFile() {
    ChainUnderTest dns =
        dns("192.0.2.11 node1.example.org\n192.0.2.12 inline.example.org\nfallthrough");

    assertThat(dns.dig("node1.example.org A").lines())
        .containsExactly(
            "NOERROR aa",
            "node1.example.org. 3600 A 192.0.2.1",
            "node1.example.org. 3600 A 192.0.2.11");
    assertThat(dns.dig("inline.example.org A")).contains("192.0.2.12");
    assertThat(dns.dig("12.2.0.192.in-addr.arpa PTR")).endsWith(" PTR inline.example.org.");
  }

  @Test
  void aMissingFileIsWorthAWarning() throws IOException {
    Files.delete(file);

    try (LogLines lines = LogLines.of("plugin/hosts")) {
      assertThat(dns("192.0.2.12 inline.example.org").dig("inline.example.org A"))
          .contains("192.0.2.12");
      assertThat(lines.all()).containsExactly(file + " is not there: no such file");
    }
  }

  @Test
  void aChangedFileIsReadAgainAndAMissingOneLeavesTheOldEntries() throws Exception {
    try (RunningServer server =
        RunningServer.start(
            folder,
            ". {\n prometheus\n hosts %s example.org {\n reload 20ms\n}\n}".formatted(file))) {
      assertThat(server.page("/metrics")).contains("coredns_hosts_entries{hostsfile=\"" + file);
      Files.writeString(folder.resolve("next"), HOSTS.replace("192.0.2.1 ", "192.0.2.101 "));
      Files.move(folder.resolve("next"), file, StandardCopyOption.REPLACE_EXISTING);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.dig("node1.example.org A").endsWith(" A 192.0.2.101"));

      try (LogLines lines = LogLines.of("plugin/hosts")) {
        Files.delete(file);
        await().atMost(Duration.ofSeconds(20)).until(() -> !lines.all().isEmpty());
        assertThat(server.dig("node1.example.org A")).endsWith(" A 192.0.2.101");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ttl 0              | 3: ttl: '0' is not a number from 1 to 65535",
        "ttl                | 3: ttl: expected an argument, found 0",
        "no_revers          | 3: hosts: unknown option 'no_revers', did you mean 'no_reverse'?",
        "reload soon        | 3: reload: 'soon' is not a duration",
        "10.0.0.1           | 3: 10.0.0.1: expected an argument, found 0",
        "10.0.0.300 a       | 3: hosts: unknown option '10.0.0.300'",
        "fallthrough_unsupported | 2: hosts: fallthrough_unsupported needs fallthrough",
      })
  void aWrongLineIsNamed(String option, String problem) {
    assertThatThrownBy(() -> dns(option))
        .isInstanceOf(CorefileException.class)
        .hasMessageStartingWith("Corefile:" + problem);
  }
}
