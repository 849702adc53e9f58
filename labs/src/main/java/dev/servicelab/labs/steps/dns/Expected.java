package dev.servicelab.labs.steps.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.traffic.dns.DnsReply;
import dev.servicelab.labs.world.DnsWords;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A line of a table of questions.
 *
 * @param name asked for
 * @param type asked for
 * @param answer its cell
 * @param additional its cell; empty means that it is not looked at
 * @param ttl its cell; empty means that it is not looked at
 */
record Expected(String name, String type, String answer, String additional, String ttl) {
  private static final String NO_DATA = "no data";

  /** Reads a line, and fills in its words. */
  static Expected of(Map<String, String> row, DnsWords words) {
    return new Expected(
        words.fill(QuestionSteps.cell(row, "name")),
        QuestionSteps.cell(row, "type"),
        words.fill(QuestionSteps.cell(row, "answer")),
        words.fill(QuestionSteps.cell(row, "additional")),
        QuestionSteps.cell(row, "ttl"));
  }

  /** Compares a response with the line. */
  void check(DnsReply reply) {
    String asked = name + " " + type + ": " + reply;
    if (answer.equals(NO_DATA) || isStatus()) {
      assertThat(reply.answer()).as(asked).isEmpty();
      assertThat(reply.status()).as(asked).isEqualTo(answer.equals(NO_DATA) ? "NOERROR" : answer);
      checkDenial(reply, asked);
      return;
    }
    assertThat(reply.status()).as(asked).isEqualTo("NOERROR");
    assertMatches(asked, reply.answer(), answer);
    if (!additional.isEmpty()) {
      assertMatches(asked, reply.additional(), additional);
    }
    if (!ttl.isEmpty()) {
      assertThat(reply.answer())
          .as(asked)
          .allMatch(record -> record.ttl() > 0 && record.ttl() <= seconds(), "TTL " + ttl);
    }
  }

  private int seconds() {
    return Integer.parseInt(ttl.replace("at most ", ""));
  }

  private boolean isStatus() {
    return Pattern.matches("NXDOMAIN|SERVFAIL|REFUSED", answer);
  }

  /** Who denies a name or its data says for how long that may be remembered (RFC 2308). */
  private void checkDenial(DnsReply reply, String asked) {
    if (answer.equals(NO_DATA) || answer.equals("NXDOMAIN")) {
      assertThat(reply.authority()).as(asked).extracting(DnsReply.Line::type).contains("SOA");
    }
  }

  private static void assertMatches(
      String asked, List<DnsReply.Line> records, String expectedData) {
    List<String> wanted = List.of(expectedData.split(", "));
    assertThat(records).as(asked).hasSameSizeAs(wanted);
    for (String data : wanted) {
      // A star stands for a number that nobody can know, such as a serial.
      Pattern pattern = Pattern.compile(Pattern.quote(data).replace("*", "\\E\\d+\\Q"));
      assertThat(records)
          .as(asked)
          .anyMatch(record -> pattern.matcher(record.data()).matches(), data);
    }
  }
}
