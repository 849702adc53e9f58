package dev.servicelab.labs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.Client.Transport;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A short attack, and that the attacker would notice. */
class DnsFuzzTest {

  private static final int PACKETS = 30_000;

  @Test
  void noPacketOfAShortAttackHarmsTheServer() throws IOException {
    AtomicInteger left = new AtomicInteger(PACKETS);

    FuzzResult result = new DnsFuzz(6, 0).run(() -> left.getAndDecrement() > 0);

    assertThat(result.failure().map(FuzzResult.Failure::complaint)).isEmpty();
    assertThat(result.packets()).isEqualTo(PACKETS);
    assertThat(result.replies()).isGreaterThan(PACKETS);
    assertThat(result.fast()).isGreaterThan(PACKETS / 20);
    assertThat(result.udp()).isEqualTo(PACKETS / 8);
    assertThat(result.tcp()).isGreaterThan(40);
    assertThat(result.lines(6)).last().asString().contains("all answered rightly");
  }

  @Test
  void packetsDifferButComeAgain() {
    HostilePackets packets = new HostilePackets(1);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      seen.add(java.util.HexFormat.of().formatHex(packets.packet(i)));
    }

    assertThat(seen).hasSizeGreaterThan(950);
    assertThat(packets.packet(77)).isEqualTo(new HostilePackets(1).packet(77));
    assertThat(packets.packet(77)).isNotEqualTo(new HostilePackets(2).packet(77));
  }

  @Test
  void theJudgeNoticesWhatAServerMustNotSay() {
    byte[] question = GoodQuestions.number(0).packet(7);
    byte[] reply = question.clone();
    reply[2] |= (byte) 0x80;
    byte[] otherNumber = reply.clone();
    otherNumber[1]++;
    byte[] failed = reply.clone();
    failed[3] = 2;
    byte[] broken = reply.clone();
    broken[5] = 9;

    assertThat(complaint(question, reply)).isEmpty();
    assertThat(Judge.complaint(question, Optional.empty(), Transport.UDP)).hasValue("no reply");
    assertThat(complaint(reply, reply)).hasValue("a reply to what is no question");
    assertThat(complaint(question, question).orElseThrow()).contains("no QR");
    assertThat(complaint(question, otherNumber).orElseThrow()).contains("another number");
    assertThat(complaint(question, failed).orElseThrow()).contains("SERVFAIL");
    assertThat(complaint(question, broken).orElseThrow()).contains("cannot be read");
    assertThat(GoodQuestions.number(0).isAnsweredBy(reply)).isFalse();
    assertThat(Judge.difference(reply, reply)).isEmpty();
    assertThat(Judge.difference(reply, failed).orElseThrow()).contains("NOERROR", "SERVFAIL");
  }

  @Test
  void aFailureSaysHowToDoItAgain() {
    FuzzResult.Failure failure =
        new FuzzResult.Failure(42, new byte[] {1, (byte) 0xab}, "no reply");

    assertThat(failure.lines(6))
        .containsExactly(
            "packet 42 of seed 6: no reply",
            "01ab",
            "again: ./lab fuzz dns --seed 6 --first 42 --packets 1");
  }

  private static Optional<String> complaint(byte[] packet, byte[] reply) {
    return Judge.complaint(packet, Optional.of(reply), Transport.UDP);
  }
}
