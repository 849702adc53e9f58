package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.corefile.CorefileException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** What the cache keeps of an upstream's replies, and what it does when their time is over. */
class CachedUpstreamTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NAME = "example.org A";

  private final TestProcess process = new TestProcess(Optional.empty());
  private volatile UnaryOperator<Message> says = question -> answer(question, 60);
  private final TestUpstream upstream = TestUpstream.of(question -> says.apply(question));

  @AfterEach
  void close() {
    upstream.close();
  }

  /** Long: a busy machine must not make a question be asked twice. */
  private String patience = "4s";

  private ChainUnderTest with(String... options) {
    return ChainUnderTest.of(
        ". {\n prometheus\n cache {\n"
            + String.join("\n", options)
            + "\n}\n forward . "
            + upstream.address()
            + " {\n max_fails 0\n read_timeout "
            + patience
            + "\n}\n}",
        process);
  }

  private int asked() {
    return upstream.questions().size();
  }

  private static Message answer(Message question, long ttl) {
    Message reply = UpstreamReply.empty(question);
    Name name = question.getQuestion().getName();
    reply.addRecord(new ARecord(name, DClass.IN, ttl, new byte[] {1, 2, 3, 4}), Section.ANSWER);
    return reply;
  }

  private static Message alias(Message question) {
    Message reply = UpstreamReply.empty(question);
    Name name = question.getQuestion().getName();
    reply.addRecord(new CNAMERecord(name, DClass.IN, 60, Name.root), Section.ANSWER);
    return reply;
  }

  private static Message brokenAlias(Message question) {
    Message reply = UpstreamReply.denial(question, Rcode.NXDOMAIN);
    alias(question).getSection(Section.ANSWER).forEach(r -> reply.addRecord(r, Section.ANSWER));
    return reply;
  }

  private static Message referral(Message question) {
    Message reply = UpstreamReply.empty(question);
    Name name = question.getQuestion().getName();
    reply.addRecord(new NSRecord(name, DClass.IN, 60, Name.root), Section.AUTHORITY);
    return reply;
  }

  private static Message code(Message question, int rcode) {
    Message reply = UpstreamReply.empty(question);
    reply.getHeader().setRcode(rcode);
    return reply;
  }

  private static Message cut(Message question) {
    Message reply = answer(question, 60);
    reply.getHeader().setFlag(Flags.TC);
    return reply;
  }

  /** As CoreDNS 1.14.7 does, looked up there reply by reply. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          answer   | 1 | NOERROR aa ra; 60 A 1.2.3.4
          second   | 1 | NOERROR aa ra; 5 A 1.2.3.4
          nxdomain | 1 | NXDOMAIN aa ra; 60 SOA
          broken   | 2 | NXDOMAIN ra; 5 CNAME
          bare     | 2 | NXDOMAIN ra; ''
          nodata   | 1 | NOERROR aa ra; 60 SOA
          empty    | 1 | NOERROR aa ra; ''
          alias    | 2 | NOERROR ra; 60 CNAME
          referral | 1 | NOERROR aa ra; 5 NS
          cut      | 2 | NOERROR tc ra; 60 A
          servfail | 1 | SERVFAIL aa ra; ''
          notimp   | 1 | NOTIMP aa ra; ''
          refused  | 2 | REFUSED ra; ''
          formerr  | 2 | FORMERR ra; ''
          """)
  void whatIsKept(String reply, int questions, String second) {
    says = question -> reply(reply, question);
    ChainUnderTest dns = with();

    dns.dig(NAME);
    String answer = dns.dig(NAME);

    assertThat(asked()).isEqualTo(questions);
    String[] parts = second.split("; ");
    assertThat(answer).startsWith(parts[0]).contains(parts[1].replace("''", ""));
  }

  private static Message reply(String kind, Message question) {
    return switch (kind) {
      case "answer" -> answer(question, 60);
      case "second" -> answer(question, 1);
      case "nxdomain" -> UpstreamReply.denial(question, Rcode.NXDOMAIN);
      case "broken" -> brokenAlias(question);
      case "bare" -> code(question, Rcode.NXDOMAIN);
      case "nodata" -> UpstreamReply.denial(question, Rcode.NOERROR);
      case "empty" -> UpstreamReply.empty(question);
      case "alias" -> alias(question);
      case "referral" -> referral(question);
      case "cut" -> cut(question);
      case "servfail" -> code(question, Rcode.SERVFAIL);
      case "notimp" -> code(question, Rcode.NOTIMP);
      case "refused" -> code(question, Rcode.REFUSED);
      default -> code(question, Rcode.FORMERR);
    };
  }

  @Test
  void failuresOfTheUpstreamAreKeptAsLongAsTheCorefileSays() {
    says = question -> code(question, Rcode.SERVFAIL);
    ChainUnderTest dns = with("servfail 20s");
    dns.dig(NAME);
    process.pass(Duration.ofSeconds(19));
    dns.dig(NAME);
    assertThat(asked()).isEqualTo(1);
    process.pass(Duration.ofSeconds(1));
    dns.dig(NAME);
    assertThat(asked()).isEqualTo(2);

    ChainUnderTest keepsNone = with("servfail 0s");
    keepsNone.dig(NAME);
    keepsNone.dig(NAME);
    assertThat(asked()).isEqualTo(4);
  }

  @Test
  void classTypeAndDnssecMakeAQuestionAnotherOne() {
    ChainUnderTest dns = with();
    dns.dig(NAME);
    dns.dig("example.org A CH");
    dns.dig("example.org AAAA");
    Message secure = Dig.parse(Dig.question(NAME));
    secure.addRecord(new OPTRecord(1232, 0, 0, 0x8000), Section.ADDITIONAL);
    dns.ask(secure.toWire(), Transport.UDP);
    Message unchecked = Dig.parse(Dig.question(NAME));
    unchecked.getHeader().setFlag(Flags.CD);
    dns.ask(unchecked.toWire(), Transport.UDP);

    assertThat(asked()).isEqualTo(5);
  }

  @Test
  void recordsBesideTheAnswerAreNotAnswersToOtherQuestions() {
    says =
        question -> {
          Message reply = answer(question, 60);
          Name bank = Name.fromConstantString("www.bank.example.");
          reply.addRecord(new ARecord(bank, DClass.IN, 9999, new byte[4]), Section.ADDITIONAL);
          return reply;
        };
    ChainUnderTest dns = with();
    dns.dig(NAME);
    dns.dig("www.bank.example A");

    assertThat(upstream.questions()).contains("tcp www.bank.example.");
  }

  @Test
  void popularEntriesAreAskedForAgainInTime() {
    ChainUnderTest dns = with("prefetch 3 1m 20%");
    dns.dig(NAME);
    process.pass(Duration.ofSeconds(47));
    dns.dig(NAME);
    dns.dig(NAME);
    dns.dig(NAME);
    assertThat(asked()).isEqualTo(1);

    process.pass(Duration.ofSeconds(1));
    assertThat(dns.dig(NAME)).contains(" 12 A ");
    await().atMost(PATIENCE).until(() -> dns.dig(NAME).contains(" 60 A "));
    assertThat(asked()).isEqualTo(2);
    assertThat(dns.page("/metrics")).containsPattern("cache_prefetch_total\\{[^}]*} 1\\.0");
  }

  @Test
  void aPauseMakesAnEntryUnpopular() {
    ChainUnderTest dns = with("prefetch 2 10s 90%");
    dns.dig(NAME);
    dns.dig(NAME);
    process.pass(Duration.ofSeconds(30));
    dns.dig(NAME);
    process.pass(Duration.ofSeconds(20));
    dns.dig(NAME);

    assertThat(asked()).isEqualTo(1);
  }

  @Test
  void anOldAnswerIsServedAtOnceAndRefreshedBehind() {
    ChainUnderTest dns = with("serve_stale 1h immediate 7s");
    dns.dig(NAME);
    process.pass(Duration.ofSeconds(60));
    says = question -> answer(question, 40);

    assertThat(dns.dig(NAME)).contains(" 7 A 1.2.3.4");
    await().atMost(PATIENCE).until(() -> dns.dig(NAME).contains(" 40 A "));
    assertThat(dns.page("/metrics")).containsPattern("served_stale_total\\{[^}]*} [1-9]");

    process.pass(Duration.ofSeconds(40 + 3600));
    says = question -> code(question, Rcode.REFUSED);
    assertThat(dns.dig(NAME)).startsWith("REFUSED");
  }

  @Test
  void anOldDenialGivesWayToAnAnswer() {
    says = question -> UpstreamReply.denial(question, Rcode.NXDOMAIN);
    ChainUnderTest dns = with("serve_stale");
    dns.dig(NAME);
    process.pass(Duration.ofSeconds(61));
    says = question -> answer(question, 60);

    assertThat(dns.dig(NAME)).startsWith("NXDOMAIN");
    await().atMost(PATIENCE).until(() -> dns.dig(NAME).startsWith("NOERROR"));
  }

  @Test
  void verifyingServesTheOldAnswerOnlyIfThereIsNoNewOne() {
    ChainUnderTest dns = with("serve_stale 1h verify", "servfail 0s");
    dns.dig(NAME);
    process.pass(Duration.ofSeconds(61));

    says = question -> code(question, Rcode.SERVFAIL);
    assertThat(dns.dig(NAME)).isEqualTo("NOERROR aa ra\nexample.org. 0 A 1.2.3.4");
    says = question -> UpstreamReply.denial(question, Rcode.NXDOMAIN);
    assertThat(dns.dig(NAME)).startsWith("NXDOMAIN");
  }

  @Test
  void verifyingEndsInTimeAndTheLateAnswerIsKept() {
    patience = "300ms";
    ChainUnderTest dns = with("serve_stale 1h verify 1ms");
    dns.dig(NAME);
    process.pass(Duration.ofSeconds(61));
    // Only the third question gets its reply, after the second try of the second one.
    int before = asked();
    says = question -> asked() > before + 1 ? answer(question, 33) : question;

    assertThat(dns.dig(NAME)).contains(" 0 A ");
    await().atMost(PATIENCE).until(() -> dns.dig(NAME).contains(" 33 A "));
  }

  @Test
  void afterAFailedRefreshTheUpstreamIsLeftAloneForAWhile() {
    ChainUnderTest dns = with("serve_stale 1h verify 10s 0s 30s", "servfail 0s");
    dns.dig(NAME);
    process.pass(Duration.ofSeconds(61));
    says = question -> code(question, Rcode.SERVFAIL);

    dns.dig(NAME);
    dns.dig(NAME);
    assertThat(asked()).isEqualTo(2);
    process.pass(Duration.ofSeconds(30));
    dns.dig(NAME);
    assertThat(asked()).isEqualTo(3);
  }

  @Test
  void anOldAnswerIsBetterThanAKeptFailure() {
    ChainUnderTest dns = with("serve_stale 1h verify");
    dns.dig(NAME);
    process.pass(Duration.ofSeconds(61));
    says = question -> code(question, Rcode.SERVFAIL);

    dns.dig(NAME);
    assertThat(dns.dig(NAME)).contains(" 0 A 1.2.3.4");
  }

  @Test
  void anOldAnswerMayBePreferredToANewDenial() {
    ChainUnderTest dns = with("serve_stale 1h verify", "serve_stale_policy prefer_positive");
    dns.dig(NAME);
    process.pass(Duration.ofSeconds(61));
    says = question -> UpstreamReply.denial(question, Rcode.NXDOMAIN);

    assertThat(dns.dig(NAME)).contains(" 0 A 1.2.3.4");
    assertThat(dns.dig(NAME)).contains(" 0 A 1.2.3.4");
    process.pass(Duration.ofHours(1));
    assertThat(dns.dig(NAME)).startsWith("NXDOMAIN");
  }

  @Test
  void theCapHoldsForEveryRecordAndAuthenticDataOnlyForThoseWhoAsk() {
    says =
        question -> {
          Message reply = answer(question, 7200);
          reply.getHeader().setFlag(Flags.AD);
          return reply;
        };
    ChainUnderTest dns = with("success 2000 100 10");

    assertThat(dns.dig(NAME)).isEqualTo("NOERROR ra\nexample.org. 100 A 1.2.3.4");
    assertThat(dns.dig(NAME)).isEqualTo("NOERROR aa ra\nexample.org. 100 A 1.2.3.4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prefetch 10 1m 5%                | '5' is not a number from 10 to 90
          prefetch 10 1m 10                | '10' is not a percentage
          serve_stale 1h later             | 'later' is not immediate or verify
          serve_stale 1h immediate 30      | '30' is not a duration
          serve_stale 1h immediate 1s 1s 1s | unexpected argument '1s'
          serve_stale_policy prefer_positive | has no meaning without serve_stale
          success 10 0                     | '0' is not a number from 1
          servfail 6m                      | 5m at most
          disable all                      | 'all' is not success or denial
          keepttl 5                        | unexpected argument '5'
          prefech 5                        | unknown option 'prefech', did you mean 'prefetch'?
          """)
  void aWrongOptionIsNamedWithItsPlace(String option, String message) {
    assertThatThrownBy(() -> with(option))
        .isInstanceOf(CorefileException.class)
        .hasMessageStartingWith("Corefile:")
        .hasMessageContaining(message);
  }
}
