package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.labs.traffic.dns.DnsReply;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A line of a table of questions refuses what does not fit. */
class ExpectedTest {

  private static final DnsReply.Line SOA =
      line("SOA", 30, "ns.dns.cluster.local. hostmaster.cluster.local. 17 7200 1800 86400 30");

  private static DnsReply.Line line(String type, int ttl, String data) {
    return new DnsReply.Line("web.shop.svc.cluster.local.", ttl, type, data);
  }

  private static DnsReply reply(String status, List<DnsReply.Line> answer, boolean soa) {
    return new DnsReply(
        status,
        List.of("qr", "aa"),
        /* edns= */ true,
        answer,
        soa ? List.of(SOA) : List.of(),
        List.of(line("A", 30, "10.244.1.5")),
        /* size= */ 99);
  }

  private static DnsReply found(String... data) {
    List<DnsReply.Line> lines =
        IntStream.range(0, data.length).mapToObj(i -> line("A", 29 + i, data[i])).toList();
    return reply("NOERROR", lines, /* soa= */ false);
  }

  private static void check(String answer, String additional, String ttl, DnsReply reply) {
    new Expected("web", "A", answer, additional, ttl).check(reply);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.1           | ''         | ''
          10.0.0.1           | 10.244.1.5 | at most 29
          10.0.0.1           | 10.244.1.5 | 30
          10.0.0.*           | ''         | ''
          """)
  void takesWhatFits(String answer, String additional, String ttl) {
    assertThatCode(() -> check(answer, additional, ttl, found("10.0.0.1")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.2           | ''         | ''
          10.0.0.1, 10.0.0.2 | ''         | ''
          10.0.0.10          | ''         | ''
          10.0.0.1           | 10.244.1.6 | ''
          10.0.0.1           | ''         | 28
          no data            | ''         | ''
          NXDOMAIN           | ''         | ''
          """)
  void refusesWhatDoesNotFit(String answer, String additional, String ttl) {
    assertThatThrownBy(() -> check(answer, additional, ttl, found("10.0.0.1")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("web A");
  }

  @Test
  void theOrderOfRecordsDoesNotCount() {
    assertThatCode(() -> check("10.0.0.2, 10.0.0.1", "", "", found("10.0.0.1", "10.0.0.2")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check("10.0.0.1", "", "", found("10.0.0.1", "10.0.0.2")))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aRecordMayLiveForNoTimeAtAllOnlyIfNobodyAsks() {
    DnsReply forNow = reply("NOERROR", List.of(line("A", 0, "10.0.0.1")), /* soa= */ false);

    assertThatCode(() -> check("10.0.0.1", "", "", forNow)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("10.0.0.1", "", "30", forNow))
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOERROR", "NXDOMAIN"})
  void whoDeniesSaysForHowLong(String status) {
    String cell = status.equals("NOERROR") ? "no data" : status;

    assertThatCode(() -> check(cell, "", "", reply(status, List.of(), /* soa= */ true)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check(cell, "", "", reply(status, List.of(), /* soa= */ false)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aFailureNeedsNoSoa() {
    assertThatCode(() -> check("SERVFAIL", "", "", reply("SERVFAIL", List.of(), /* soa= */ false)))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> check("SERVFAIL", "", "", reply("REFUSED", List.of(), /* soa= */ false)))
        .isInstanceOf(AssertionError.class);
  }
}
