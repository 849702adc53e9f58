package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.servicelab.dns.corefile.CorefileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plugin file: what becomes of a master file's records, and of a master file that is wrong. */
class FileTest {

  private static final String ZONE =
      """
      $TTL 1h
      @         SOA   ns hostmaster 7 2h 30m 1d 5m
                NS    ns
      ns        A     192.0.2.53
      www   60  A     192.0.2.80
                AAAA  2001:db8::80
      shop      CNAME www
      old       CNAME shop
      gone      CNAME absent
      away      CNAME www.example.net.
      round     CNAME about
      about     CNAME round
      mail      MX    10 www
      a.b       TXT   "two words"
      *.wild    A     192.0.2.1
                MX    5 www
      x.y.wild  A     192.0.2.2
      """;

  private static final String NS = "\nauthority: example.org. 3600 NS ns.example.org.";

  private static final String SOA =
      "\nauthority: example.org. 300 SOA ns.example.org. hostmaster.example.org. 7 7200 1800 86400"
          + " 300";

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void writeZone() throws IOException {
    file = Files.writeString(folder.resolve("example.org"), ZONE);
  }

  private ChainUnderTest dns(String options) {
    return ChainUnderTest.of(
        "example.org {\n file %s {\n %s\n}\n}".formatted(file, options),
        new TestProcess(Optional.empty()));
  }

  @Test
  void answersWithAuthority() {
    assertThat(dns("").dig("www.example.org A"))
        .isEqualTo("NOERROR aa\nwww.example.org. 60 A 192.0.2.80" + NS);
    assertThat(dns("").dig("WWW.example.ORG AAAA")).contains(" AAAA 2001:db8:");
    assertThat(dns("").dig("a.b.example.org TXT"))
        .isEqualTo("NOERROR aa\na.b.example.org. 3600 TXT \"two words\"" + NS);
    assertThat(dns("").dig("example.org SOA"))
        .isEqualTo(
            "NOERROR aa\nexample.org. 3600 SOA ns.example.org. hostmaster.example.org. 7 7200 1800"
                + " 86400 300"
                + NS);
    assertThat(dns("").dig("www.example.org ANY")).as("RFC 8482").isEqualTo("NOERROR aa" + SOA);
  }

  @Test
  void addressesOfTargetsGoAlong() {
    assertThat(dns("").dig("example.org NS"))
        .isEqualTo(
            "NOERROR aa\nexample.org. 3600 NS ns.example.org.\n"
                + "additional: ns.example.org. 3600 A 192.0.2.53");
    assertThat(dns("").dig("mail.example.org MX"))
        .contains("MX 10 www.example.org.", "additional: www.example.org. 60 A 192.0.2.80");
  }

  @Test
  void tellsNoDataFromNoName() {
    assertThat(dns("").dig("www.example.org TXT")).isEqualTo("NOERROR aa" + SOA);
    assertThat(dns("").dig("b.example.org A"))
        .as("a name in the middle")
        .isEqualTo("NOERROR aa" + SOA);
    assertThat(dns("").dig("absent.example.org A")).isEqualTo("NXDOMAIN aa" + SOA);
    assertThat(dns("").dig("www.example.net A")).as("another zone").isEqualTo("REFUSED");
    assertThat(dns("").dig("example.org AXFR")).isEqualTo("REFUSED");
  }

  @Test
  void denialsMayBeAsCoreDnsMakesThem() {
    String soa = SOA.replace(" 300 SOA", " 3600 SOA");

    assertThat(dns("denials coredns").dig("www.example.org TXT")).isEqualTo("NOERROR aa" + soa);
    assertThat(dns("denials coredns").dig("absent.example.org A")).isEqualTo("NXDOMAIN aa" + soa);
    assertThat(dns("denials coredns").dig("shop.example.org TXT"))
        .isEqualTo("NOERROR aa\nshop.example.org. 3600 CNAME www.example.org." + NS);
    assertThat(dns("denials rfc2308").dig("absent.example.org A")).isEqualTo("NXDOMAIN aa" + SOA);
    assertThatThrownBy(() -> dns("denials both"))
        .hasMessageContaining("'both' is neither 'rfc2308' nor 'coredns'");
  }

  @Test
  void followsAliasesAsFarAsItKnows() {
    assertThat(dns("").dig("old.example.org A"))
        .isEqualTo(
            """
            NOERROR aa
            old.example.org. 3600 CNAME shop.example.org.
            shop.example.org. 3600 CNAME www.example.org.
            www.example.org. 60 A 192.0.2.80
            authority: example.org. 3600 NS ns.example.org.\
            """);
    assertThat(dns("").dig("shop.example.org TXT"))
        .isEqualTo("NOERROR aa\nshop.example.org. 3600 CNAME www.example.org." + SOA);
    assertThat(dns("").dig("gone.example.org A"))
        .isEqualTo("NXDOMAIN aa\ngone.example.org. 3600 CNAME absent.example.org." + SOA);
    assertThat(dns("").dig("away.example.org A"))
        .isEqualTo("NOERROR aa\naway.example.org. 3600 CNAME www.example.net." + NS);
    assertThat(dns("").dig("old.example.org CNAME").lines()).hasSize(3);
    assertThat(dns("").dig("round.example.org A")).isEqualTo("SERVFAIL");
  }

  @Test
  void aWildcardStandsForNamesThatAreNotThere() {
    assertThat(dns("").dig("any.wild.example.org A"))
        .isEqualTo("NOERROR aa\nany.wild.example.org. 3600 A 192.0.2.1" + NS);
    assertThat(dns("").dig("one.two.wild.example.org MX")).contains("one.two.wild.example.org. ");
    assertThat(dns("").dig("any.wild.example.org TXT")).isEqualTo("NOERROR aa" + SOA);
    assertThat(dns("").dig("x.y.wild.example.org MX"))
        .as("a name that is there")
        .isEqualTo("NOERROR aa" + SOA);
    assertThat(dns("").dig("z.y.wild.example.org A"))
        .as("below a name that is there")
        .isEqualTo("NXDOMAIN aa" + SOA);
  }

  @Test
  void theRootIsAZoneLikeAnyOther() throws IOException {
    Files.writeString(
        file, "@ 60 SOA ns.lab.test. host.lab.test. 1 1 1 1 30\nwww.lab.test 60 A 192.0.2.7\n");
    ChainUnderTest dns =
        ChainUnderTest.of(". {\n file " + file + "\n}", new TestProcess(Optional.empty()));

    assertThat(dns.dig("www.lab.test A")).contains("60 A 192.0.2.7");
    assertThat(dns.dig("example.org A")).startsWith("NXDOMAIN aa\nauthority: . 30 SOA ");
    assertThat(dns.dig("test A")).startsWith("NOERROR aa\nauthority: . 30 SOA ");
  }

  @Test
  void aFileMayIncludeAnother() throws IOException {
    Files.writeString(folder.resolve("more"), "more A 192.0.2.9\n");
    Files.writeString(file, ZONE + "$INCLUDE more\n");

    assertThat(dns("").dig("more.example.org A")).contains("A 192.0.2.9");
  }

  @Test
  void whatIsNotThereMayFallThrough() {
    assertThat(dns("fallthrough").dig("absent.example.org A")).isEqualTo("SERVFAIL");
    assertThat(dns("fallthrough").dig("www.example.org TXT")).startsWith("NOERROR aa");
    assertThat(dns("fallthrough x.example.org").dig("absent.example.org A")).startsWith("NXDOMAIN");
  }

  @Test
  void aZoneBelowIsPointedAt() throws IOException {
    Files.writeString(
        file,
        ZONE
            + """
            sub       NS    ns.sub
                      NS    ns
                      DS    1 8 1 0123456789012345678901234567890123456789
            ns.sub    A     192.0.2.54
            x.sub     A     192.0.2.55
            """);
    String referral =
        """
        NOERROR
        authority: sub.example.org. 3600 NS ns.sub.example.org.
        authority: sub.example.org. 3600 NS ns.example.org.
        additional: ns.sub.example.org. 3600 A 192.0.2.54\
        """;

    assertThat(dns("").dig("sub.example.org A")).isEqualTo(referral);
    assertThat(dns("").dig("x.sub.example.org A")).as("not ours to answer").isEqualTo(referral);
    assertThat(dns("").dig("absent.sub.example.org TXT")).isEqualTo(referral);
    assertThat(dns("").dig("sub.example.org NS")).isEqualTo(referral);
    assertThat(dns("").dig("sub.example.org DS"))
        .startsWith("NOERROR aa\nsub.example.org. 3600 DS");
    assertThat(dns("").explain("sub.example.org A"))
        .contains("file: sub.example.org. is delegated: the client has to ask there");
  }

  @Test
  void aDnameStandsForAllNamesBelow() throws IOException {
    Files.writeString(
        file,
        ZONE
            + """
            tree      DNAME wild
            tree      A     192.0.2.60
            ring      DNAME ring
            far       DNAME example.net.
            """);

    assertThat(dns("").dig("a.tree.example.org A"))
        .isEqualTo(
            """
            NOERROR aa
            tree.example.org. 3600 DNAME wild.example.org.
            a.tree.example.org. 3600 CNAME a.wild.example.org.
            a.wild.example.org. 3600 A 192.0.2.1
            authority: example.org. 3600 NS ns.example.org.\
            """);
    assertThat(dns("").dig("a.tree.example.org CNAME").lines()).hasSize(4);
    assertThat(dns("").dig("tree.example.org A")).as("its own name").contains("192.0.2.60");
    assertThat(dns("").dig("tree.example.org DNAME")).contains("DNAME wild.example.org.");
    assertThat(dns("").dig("a.ring.example.org A")).as("to itself").isEqualTo("SERVFAIL");
    assertThat(dns("").dig("a.far.example.org A").lines())
        .containsExactly(
            "NOERROR aa",
            "far.example.org. 3600 DNAME example.net.",
            "a.far.example.org. 3600 CNAME a.example.net.",
            NS.strip());
    assertThat(dns("").dig("a".repeat(60) + ".far.example.org A")).startsWith("NOERROR aa");
  }

  @Test
  void aNameInTheMiddleHidesTheWildcardsAboveIt() throws IOException {
    Files.writeString(
        file, ZONE + "*.mid A 192.0.2.70\na.b.c.mid A 192.0.2.71\nx.*.star A 192.0.2.72\n");

    assertThat(dns("").dig("any.mid.example.org A")).contains("192.0.2.70");
    assertThat(dns("").dig("c.mid.example.org A"))
        .as("in the middle")
        .isEqualTo("NOERROR aa" + SOA);
    assertThat(dns("").dig("x.c.mid.example.org A")).as("below it").startsWith("NXDOMAIN");
    assertThat(dns("").dig("any.star.example.org A"))
        .as("a wildcard that is only in the middle")
        .isEqualTo("NOERROR aa" + SOA);
  }

  @Test
  void aChangedFileIsReadAgainIfItsSerialChangedToo() throws Exception {
    try (RunningServer server =
            RunningServer.start(
                folder, ". {\n file %s example.org {\n reload 20ms\n}\n}".formatted(file));
        LogLines lines = LogLines.of("plugin/file")) {
      change(ZONE.replace("192.0.2.80", "192.0.2.81"), 1);
      awaitLine(lines, "zone example.org. stays: the file has changed, its serial 7 has not");
      assertThat(server.dig("www.example.org A")).contains("A 192.0.2.80");

      change(ZONE.replace("192.0.2.80", "192.0.2.81").replace(" 7 ", " 8 "), 2);
      awaitLine(lines, "zone example.org. read, serial 8");
      assertThat(server.dig("www.example.org A")).contains("A 192.0.2.81");

      change("@ A nonsense\n", 3);
      awaitLine(lines, file + " changed but not loaded: example.org:1: ");
      assertThat(server.dig("www.example.org A")).contains("A 192.0.2.81");
    }
  }

  @Test
  void aChangedTimeSufficesIfAskedFor() throws Exception {
    try (RunningServer server =
            RunningServer.start(
                folder,
                ". {\n file %s example.org {\n reload 20ms\nreload_by_mtime\n}\n}"
                    .formatted(file));
        LogLines lines = LogLines.of("plugin/file")) {
      change(ZONE.replace("192.0.2.80", "192.0.2.81"), 1);
      awaitLine(lines, "zone example.org. read, serial 7");
      assertThat(server.dig("www.example.org A")).contains("A 192.0.2.81");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "www  A 192.0.2.300     | example.org:18: Invalid address: 192.0.2.300",
        "www  XYZ 1             | example.org:18: Invalid type 'XYZ'",
        "www  A                 | expected an address",
        "$INCLUDE absent        | absent (No such file or directory)",
        "www.example.net. A 192.0.2.1 | www.example.net. A is not in zone example.org.",
        "www  CH A 192.0.2.1    | www.example.org. A is not of class IN",
        "www  CNAME ns          | www.example.org. has a CNAME and other records",
        "@ SOA a b 1 1 1 1 1    | zone example.org. has 2 SOA records instead of one",
      })
  void aWrongFileEndsTheStartWithItsPlace(String line, String problem) throws IOException {
    Files.writeString(file, ZONE + line + "\n");

    assertThatThrownBy(() -> dns(""))
        .isInstanceOf(CorefileException.class)
        .hasMessageStartingWith("Corefile:2: file: ")
        .hasMessageContaining(problem)
        .message()
        .hasLineCount(1);
  }

  @Test
  void aFileHasToBeThere() throws IOException {
    Files.delete(file);

    assertThatThrownBy(() -> dns("")).hasMessage("Corefile:2: file: " + file + ": cannot be read");
  }

  private static void awaitLine(LogLines lines, String start) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> lines.all().stream().anyMatch(line -> line.startsWith(start)));
  }

  private void change(String text, int seconds) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), text);
    Files.setLastModifiedTime(next, FileTime.from(Instant.now().plus(Duration.ofSeconds(seconds))));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
