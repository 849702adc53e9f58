package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.servicelab.dns.corefile.CorefileException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Which upstream is asked, how often and over what; and what is no option. */
class ForwardOptionsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NAME = "example.org A";

  @TempDir private Path folder;

  private RunningServer start(String... lines) throws IOException {
    return RunningServer.start(folder, ". {\nprometheus\n" + String.join("\n", lines) + "\n}\n");
  }

  private static TestUpstream addresses(int count) {
    return TestUpstream.of(question -> UpstreamReply.addresses(question, count));
  }

  private static TestUpstream says(int rcode) {
    return TestUpstream.of(question -> UpstreamReply.denial(question, rcode));
  }

  /** Does not send the question back as a reply: {@link TestUpstream} drops what is none. */
  private static Message silence(Message question) {
    return question;
  }

  @Test
  void anUpstreamThatFailedIsAskedLastUntilItRepliesAgain() throws Exception {
    AtomicBoolean well = new AtomicBoolean();
    try (TestUpstream sick =
            TestUpstream.of(
                question -> well.get() ? UpstreamReply.addresses(question, 1) : silence(question));
        TestUpstream other = addresses(2);
        RunningServer dns =
            start(
                "forward . " + sick.address() + " " + other.address() + " {",
                "policy sequential",
                "read_timeout 300ms",
                "health_check 50ms domain check.example.org",
                "}")) {
      assertThat(dns.dig(NAME).lines()).hasSize(3);
      for (int i = 0; i < 5; i++) {
        assertThat(dns.dig(NAME).lines()).hasSize(3);
      }
      assertThat(sick.questions()).containsOnlyOnce("udp example.org.");

      well.set(true);
      await().atMost(PATIENCE).until(() -> dns.dig(NAME).lines().count() == 2);
      assertThat(sick.questions()).contains("udp check.example.org.");
      assertThat(dns.page("/metrics"))
          .contains("coredns_proxy_healthcheck_failures_total{proxy_name=\"forward\",to=\"")
          .containsPattern("coredns_proxy_conn_cache_hits_total\\{.*proto=\"udp\".*} [1-9]");
    }
  }

  @Test
  void whenAllAreDownAQueryFailsAtOnceIfAskedTo() throws Exception {
    try (TestUpstream sick = TestUpstream.of(ForwardOptionsTest::silence);
        RunningServer dns =
            start(
                "forward . " + sick.address() + " {",
                "read_timeout 20ms",
                "max_fails 1",
                "health_check 10ms no_rec",
                "failfast_all_unhealthy_upstreams",
                "}")) {
      awaitAllDown(dns);
      long asked = sick.questions().stream().filter("udp example.org."::equals).count();
      assertThat(dns.dig(NAME)).isEqualTo("SERVFAIL");
      assertThat(sick.questions().stream().filter("udp example.org."::equals)).hasSize((int) asked);
    }
  }

  @Test
  void whenAllAreDownOneIsTriedNevertheless() throws Exception {
    AtomicBoolean lame = new AtomicBoolean(true);
    try (TestUpstream sick =
            TestUpstream.of(
                question ->
                    lame.get() || question.getQuestion().getName().toString().equals(".")
                        ? silence(question)
                        : UpstreamReply.addresses(question, 1));
        RunningServer dns =
            start(
                "forward . " + sick.address() + " {",
                "read_timeout 20ms",
                "max_fails 1",
                "health_check 10ms",
                "}")) {
      awaitAllDown(dns);
      lame.set(false);

      await().atMost(PATIENCE).until(() -> dns.dig(NAME).startsWith("NOERROR"));
    }
  }

  private static void awaitAllDown(RunningServer dns) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(dns.dig(NAME)).isEqualTo("SERVFAIL");
              assertThat(dns.page("/metrics"))
                  .containsPattern("coredns_forward_healthcheck_broken_total [1-9]");
            });
  }

  @Test
  void withoutMaxFailsNothingIsChecked() throws Exception {
    try (TestUpstream sick = TestUpstream.of(ForwardOptionsTest::silence);
        RunningServer dns =
            start("forward . " + sick.address() + " {", "read_timeout 20ms", "max_fails 0", "}")) {
      assertThat(dns.dig(NAME)).isEqualTo("SERVFAIL");
      // A lost packet is worth a second one.
      assertThat(sick.questions()).containsExactly("udp example.org.", "udp example.org.");
    }
  }

  @Test
  void attemptsCanBeLimited() throws Exception {
    try (TestUpstream sick = TestUpstream.of(ForwardOptionsTest::silence);
        TestUpstream other = addresses(1);
        RunningServer dns =
            start(
                "forward . " + sick.address() + " " + other.address() + " {",
                "policy sequential",
                "read_timeout 20ms",
                "max_connect_attempts 1",
                "}")) {
      assertThat(dns.dig(NAME)).isEqualTo("SERVFAIL");
      assertThat(other.questions()).isEmpty();
    }
  }

  @Test
  void failuresOfUpstreamsAreTheAnswerUnlessAnotherIsToBeAsked() throws Exception {
    try (TestUpstream failing = says(Rcode.SERVFAIL);
        TestUpstream refusing = says(Rcode.REFUSED);
        TestUpstream good = addresses(1)) {
      String three =
          "forward . " + failing.address() + " " + refusing.address() + " " + good.address();
      try (RunningServer dns = start(three + " {", "policy sequential", "}")) {
        assertThat(dns.dig(NAME)).isEqualTo("SERVFAIL ra");
      }
      try (RunningServer dns =
          start(three + " {", "policy sequential", "failover SERVFAIL REFUSED", "}")) {
        assertThat(dns.dig(NAME)).startsWith("NOERROR ra");
      }
      try (RunningServer dns =
          start(
              "forward . " + failing.address() + " " + refusing.address() + " {",
              "policy sequential",
              "failover servfail refused",
              "}")) {
        assertThat(dns.dig(NAME)).isEqualTo("REFUSED ra");
      }
    }
  }

  @Test
  void theNextForwardMayKnowBetter() throws Exception {
    try (TestUpstream denying = says(Rcode.NXDOMAIN);
        TestUpstream empty = says(Rcode.NOERROR);
        TestUpstream good = addresses(1)) {
      String last = "forward . " + good.address();
      try (RunningServer dns =
          start("forward . " + denying.address() + " {", "next NXDOMAIN SERVFAIL", "}", last)) {
        assertThat(dns.dig(NAME)).startsWith("NOERROR");
      }
      try (RunningServer dns =
          start("forward . " + empty.address() + " {", "next_on_nodata", "}", last)) {
        assertThat(dns.dig(NAME)).contains(" A 192.0.2.1");
      }
      try (RunningServer dns =
          start("forward . " + denying.address() + " {", "next NXDOMAIN", "}")) {
        assertThat(dns.dig(NAME)).startsWith("NXDOMAIN");
      }
    }
  }

  @Test
  void everyTransportCanBeForced() throws Exception {
    try (TestUpstream upstream = addresses(1);
        RunningServer dns = start("forward . " + upstream.address() + " {", "force_tcp", "}")) {
      assertThat(dns.dig(NAME)).startsWith("NOERROR");
      assertThat(upstream.questions()).containsExactly("tcp example.org.");
    }
  }

  @Test
  void theTurnGoesRound() throws Exception {
    try (TestUpstream one = addresses(1);
        TestUpstream two = addresses(2);
        RunningServer dns =
            start(
                "forward . " + one.address() + " " + two.address() + " {",
                "policy round_robin",
                "}")) {
      List<Long> lines =
          List.of(dns.dig(NAME), dns.dig(NAME), dns.dig(NAME), dns.dig(NAME)).stream()
              .map(text -> text.lines().count())
              .toList();
      assertThat(lines).containsExactly(2L, 3L, 2L, 3L);
    }
  }

  @Test
  void upstreamsMayBeNamesAndQuestionsMayComeFromAnAddress() throws Exception {
    try (TestUpstream upstream =
            TestUpstream.overUdp(
                (question, sender) -> sender.send(UpstreamReply.addresses(question, 1)));
        RunningServer dns =
            start(
                "forward . localhost:" + upstream.socketAddress().getPort() + " {",
                "source_address 127.0.0.2",
                "policy sequential",
                "}")) {
      assertThat(dns.dig(NAME)).startsWith("NOERROR");
      assertThat(upstream.askers().getFirst().getAddress().getHostAddress()).isEqualTo("127.0.0.2");
    }
  }

  @Test
  void namesCanBeResolvedByAServerOfTheirOwn() throws Exception {
    try (TestUpstream resolver = TestUpstream.of(ForwardOptionsTest::oneAddress);
        RunningServer dns =
            start("forward . upstream.example.org:1 {", "resolver " + resolver.address(), "}")) {
      assertThat(resolver.questions())
          .containsExactly("udp upstream.example.org.", "udp upstream.example.org.");
      assertThat(dns.server().boundAddresses()).hasSize(1);
    }
    assertThatThrownBy(() -> start("forward . upstream.invalid {", "resolver 127.0.0.1:1", "}"))
        .isInstanceOf(CorefileException.class)
        .hasMessageContaining("Corefile:3: forward: cannot resolve 'upstream.invalid'");
  }

  /** An address of nobody. */
  private static Message oneAddress(Message question) {
    return question.getQuestion().getType() == Type.A
        ? UpstreamReply.addresses(question, 1)
        : UpstreamReply.denial(question, Rcode.NOERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max_fails -1               | '-1' is not a number from 0
          expire 10                  | '10' is not a duration
          health_check 1s bar        | 'bar' is not one of no_rec, domain NAME
          health_check 1s domain     | 'domain' is not one of no_rec, domain NAME
          next FOO                   | 'FOO' is not a response code
          failover NOERROR           | NOERROR is no reason to ask another upstream
          failover                   | expected an argument
          next_on_nodata x           | unexpected argument 'x'
          source_address here        | 'here' is not an address
          resolver here              | 'here' is not an address
          policy fastest             | 'fastest' is not one of random, round_robin, sequential
          max_failes 3               | unknown option 'max_failes', did you mean 'max_fails'?
          """)
  void aWrongOptionIsNamedWithItsPlace(String option, String message) {
    assertThatThrownBy(() -> build("forward . 192.0.2.1 {\n " + option + "\n}"))
        .isInstanceOf(CorefileException.class)
        .hasMessageStartingWith("Corefile:3: ")
        .hasMessageContaining(message.replace("''", "'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.2.3                | '1.2.3' is neither an address nor a file
          https://192.0.2.1    | upstreams are plain DNS or tls://
          /nonexistent         | cannot read /nonexistent
          192.0.2.1:70000      | '70000' is not a number from 1 to 65535
          1.1.1.1 1.1.1.2 1.1.1.3 1.1.1.4 1.1.1.5 1.1.1.6 1.1.1.7 1.1.1.8 1.1.1.9 1.1.1.10 1.1.1.11 1.1.1.12 1.1.1.13 1.1.1.14 1.1.1.15 1.1.1.16 | more than 15 upstreams
          """)
  void aWrongUpstreamIsNamedWithItsPlace(String upstream, String message) {
    assertThatThrownBy(() -> build("forward . " + upstream))
        .isInstanceOf(CorefileException.class)
        .hasMessageStartingWith("Corefile:2: forward: ")
        .hasMessageContaining(message.replace("''", "'"));
  }

  private static ServerConfig build(String lines) {
    return ChainUnderTest.build(". {\n" + lines + "\n}", new TestProcess(Optional.empty()));
  }
}
