package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;

/**
 * An upstream that lies costs its own questions an answer, and nobody else anything. What the
 * client takes for a reply is the matter of {@link UpstreamClientTest}.
 */
class HostileUpstreamTest {

  private static final String WEB = "web.shop.svc.cluster.local A";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private RunningServer start(TestUpstream upstream, String... options) throws IOException {
    return RunningServer.start(
        folder,
        ". {\ncache\nkubernetes cluster.local\nforward . "
            + upstream.address()
            + " {\nread_timeout 500ms\nmax_fails 0\n"
            + String.join("\n", options)
            + "\n}\n}\n");
  }

  @Test
  void junkIsNoAnswerAndOthersDoNotWait() throws Exception {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    try (TestUpstream upstream =
            TestUpstream.overUdp(
                (question, sender) -> {
                  for (int i = 0; i < 50; i++) {
                    sender.send(mutated(question, random));
                  }
                });
        RunningServer dns = start(upstream)) {
      assertThatOthersAreAnsweredMeanwhile(dns, upstream);
      // One of them may still have been a proper reply; then it is one to this question.
      assertThat(dns.dig("junk.example.org A")).doesNotContain("evil");
    }
  }

  @Test
  void aConnectionThatDripsHoldsUpOnlyItsOwnQuestion() throws Exception {
    try (TestUpstream upstream =
            TestUpstream.overTcp(
                (question, out) -> {
                  out.write(new byte[] {0x7f, 0x7f});
                  while (!Thread.currentThread().isInterrupted()) {
                    out.write(0);
                    out.flush();
                    Thread.onSpinWait();
                  }
                });
        RunningServer dns = start(upstream, "force_tcp")) {
      assertThatOthersAreAnsweredMeanwhile(dns, upstream);
    }
  }

  @Test
  void aConnectionThatIsClosedAtOnceIsAFailure() throws Exception {
    try (TestUpstream upstream = TestUpstream.overTcp((question, out) -> out.close());
        RunningServer dns = start(upstream, "force_tcp")) {
      assertThat(dns.dig("closed.example.org A")).isEqualTo("SERVFAIL");
      assertThat(dns.dig(WEB)).startsWith("NOERROR");
    }
  }

  @Test
  void aHugeReplyIsServedInThePiecesThatClientsTake() throws Exception {
    try (TestUpstream upstream =
            TestUpstream.overUdp(
                (question, sender) -> sender.send(UpstreamReply.addresses(question, 200)));
        RunningServer dns = start(upstream)) {
      byte[] reply = dns.udp(Dig.question("huge.example.org A"));

      assertThat(reply.length).isLessThanOrEqualTo(512);
      assertThat(Dig.text(reply)).startsWith("NOERROR tc ra");
    }
  }

  private static void assertThatOthersAreAnsweredMeanwhile(RunningServer dns, TestUpstream upstream)
      throws Exception {
    CompletableFuture<String> victim =
        CompletableFuture.supplyAsync(() -> dig(dns, "victim.example.org A"));
    await().atMost(PATIENCE).until(() -> !upstream.askers().isEmpty());
    for (int i = 0; i < 20; i++) {
      assertThat(dns.dig(WEB)).startsWith("NOERROR");
    }
    await().atMost(PATIENCE).until(victim::isDone);
    assertThat(victim.get())
        .matches("(?s)(SERVFAIL|NOERROR|NXDOMAIN|FORMERR|REFUSED|RESERVED|NOT).*");
  }

  private static String dig(RunningServer dns, String question) {
    try {
      return dns.dig(question);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** A good reply with some bytes changed, cut somewhere; its number and question mostly stay. */
  private static byte[] mutated(Message question, RandomGenerator random) {
    byte[] bytes = UpstreamReply.addresses(question, 3).toWire();
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      bytes[random.nextInt(4, bytes.length)] = (byte) random.nextInt();
    }
    return Arrays.copyOf(bytes, random.nextInt(3, bytes.length + 1));
  }
}
