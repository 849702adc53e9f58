package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.upstream.ConnectionLimits;
import dev.servicelab.dns.upstream.Endpoint;
import dev.servicelab.dns.upstream.UpstreamClient;
import dev.servicelab.dns.wire.UpstreamCodec.Reply;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Only the reply to its own question is taken from an upstream, whatever else is sent. */
class UpstreamClientTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String RIGHT = "192.0.2.1";

  private final List<Boolean> reused = new CopyOnWriteArrayList<>();

  @Test
  void repliesWithAWrongNumberAreDropped() throws IOException {
    assertThatTheRightOneIsTaken(
        question -> {
          Message wrong = UpstreamReply.addresses(question, 9);
          wrong.getHeader().setID(question.getHeader().getID() ^ 1);
          return wrong.toWire();
        });
  }

  @Test
  void repliesToAnotherQuestionAreDropped() throws IOException {
    assertThatTheRightOneIsTaken(
        question -> {
          Message other = question(question.getHeader().getID(), "evil.example.org.");
          return UpstreamReply.addresses(other, 9).toWire();
        });
  }

  @Test
  void echoesOfTheQuestionAreDropped() throws IOException {
    assertThatTheRightOneIsTaken(Message::toWire);
  }

  @Test
  void oneMalformedDatagramBlocksNothing() throws IOException {
    assertThatTheRightOneIsTaken(
        question -> {
          byte[] broken = UpstreamReply.addresses(question, 1).toWire();
          broken[7] = 40;
          return broken;
        });
    assertThatTheRightOneIsTaken(question -> new byte[] {1, 2, 3});
  }

  @Test
  void namesThatPointAtThemselvesAreDropped() throws IOException {
    assertThatTheRightOneIsTaken(
        question -> {
          byte[] looping = UpstreamReply.addresses(question, 1).toWire();
          int owner = looping.length - 16;
          looping[owner] = (byte) 0xc0;
          looping[owner + 1] = (byte) owner;
          return looping;
        });
  }

  @Test
  void whatOthersSendIsNotHeard() throws IOException {
    try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        TestUpstream upstream = TestUpstream.overUdp((question, sender) -> {});
        UpstreamClient client = client(upstream)) {
      Thread forger =
          Thread.ofVirtual()
              .start(
                  () -> {
                    await().atMost(LONG).until(() -> !upstream.askers().isEmpty());
                    forge(stranger, upstream.askers().getFirst().getPort());
                  });

      assertThatThrownBy(() -> ask(client, "example.org.", Transport.UDP, SHORT))
          .isInstanceOf(SocketTimeoutException.class);
      forger.interrupt();
    }
  }

  @Test
  void whoSendsOnlyWrongRepliesIsGivenUpSoon() {
    try (TestUpstream upstream =
            TestUpstream.overUdp(
                (question, sender) -> {
                  for (int i = 1; i <= 200; i++) {
                    question.getHeader().setID((question.getHeader().getID() + 1) & 0xffff);
                    sender.send(UpstreamReply.addresses(question, 1));
                  }
                });
        UpstreamClient client = client(upstream)) {
      assertThatThrownBy(() -> ask(client, "example.org.", Transport.UDP, LONG))
          .hasMessageContaining("only replies to other questions");
    }
  }

  @Test
  void aSecondReplyIsNotTheReplyToTheNextQuestion() throws IOException {
    try (TestUpstream upstream =
            TestUpstream.overUdp(
                (question, sender) -> {
                  sender.send(UpstreamReply.addresses(question, 1));
                  sender.send(UpstreamReply.addresses(question, 5));
                });
        UpstreamClient client = client(upstream)) {
      for (String name : List.of("a.example.org.", "b.example.org.", "c.example.org.")) {
        assertThat(ask(client, name, Transport.UDP, LONG).outcome().sections().answer())
            .singleElement()
            .matches(record -> record.getName().toString().equals(name));
      }
      assertThat(reused).containsExactly(false, true, true);
      assertThat(new HashSet<>(upstream.askers())).hasSize(1);
    }
  }

  @Test
  void aLateReplyIsNotTheReplyToTheNextQuestion() throws IOException {
    List<Message> late = new CopyOnWriteArrayList<>();
    try (TestUpstream upstream =
            TestUpstream.overUdp(
                (question, sender) -> {
                  for (Message missed : late) {
                    sender.send(UpstreamReply.addresses(missed, 7));
                    sender.send(UpstreamReply.addresses(question, 1));
                  }
                  late.add(question);
                });
        UpstreamClient client = client(upstream)) {
      assertThatThrownBy(() -> ask(client, "example.org.", Transport.UDP, SHORT))
          .isInstanceOf(SocketTimeoutException.class);

      assertThat(ask(client, "example.org.", Transport.UDP, LONG).outcome().sections().answer())
          .hasSize(1);
    }
  }

  @Test
  void aReplyTooLongForItsBufferIsACutOne() throws IOException {
    try (TestUpstream upstream =
            TestUpstream.overUdp(
                (question, sender) -> sender.send(UpstreamReply.addresses(question, 250)));
        UpstreamClient client = client(upstream)) {
      Reply reply = ask(client, "a-rather-long-name.example.org.", Transport.UDP, LONG);
      assertThat(reply.truncated()).isFalse();
    }
    try (TestUpstream upstream =
            TestUpstream.overUdp(
                (question, sender) -> {
                  byte[] huge = UpstreamReply.addresses(question, 250).toWire();
                  sender.send(Arrays.copyOf(huge, 60_000));
                });
        UpstreamClient client = client(upstream)) {
      assertThat(ask(client, "example.org.", Transport.UDP, LONG).truncated()).isTrue();
    }
  }

  @Test
  void connectionsAreUsedAgainUntilTheyAreClosed() throws IOException {
    try (TestUpstream upstream =
            TestUpstream.overTcp(
                (question, out) -> {
                  Framed.write(out, UpstreamReply.addresses(question, 1).toWire());
                  if (question.getQuestion().getName().toString().startsWith("last.")) {
                    out.close();
                  }
                });
        UpstreamClient client = client(upstream)) {
      for (String name : List.of("a.example.org.", "last.example.org.", "b.example.org.")) {
        assertThat(ask(client, name, Transport.TCP, LONG).outcome().sections().answer()).hasSize(1);
      }
      assertThat(reused).startsWith(false, true).endsWith(false);
      assertThat(upstream.askers()).hasSize(2);
    }
  }

  @Test
  void aConnectionThatNeverEndsItsReplyIsGivenUpInTime() {
    try (TestUpstream upstream =
            TestUpstream.overTcp(
                (question, out) -> {
                  out.write(new byte[] {(byte) 0xff, (byte) 0xff});
                  while (!Thread.currentThread().isInterrupted()) {
                    out.write(0);
                  }
                });
        UpstreamClient client = client(upstream)) {
      // 64 kB of zeros are no reply, and there is no end of them.
      assertThatThrownBy(() -> ask(client, "example.org.", Transport.TCP, SHORT))
          .isInstanceOf(IOException.class);
    }
  }

  private interface Lie {
    byte[] about(Message question);
  }

  private void assertThatTheRightOneIsTaken(Lie lie) throws IOException {
    try (TestUpstream upstream =
            TestUpstream.overUdp(
                (question, sender) -> {
                  sender.send(lie.about(question));
                  sender.send(UpstreamReply.addresses(question, 1));
                });
        UpstreamClient client = client(upstream)) {
      assertThat(ask(client, "example.org.", Transport.UDP, LONG).outcome().sections().answer())
          .singleElement()
          .matches(record -> record.rdataToString().equals(RIGHT));
    }
  }

  private UpstreamClient client(TestUpstream upstream) {
    return new UpstreamClient(
        Endpoint.plain(upstream.socketAddress()),
        ConnectionLimits.USUAL,
        (protocol, again) -> reused.add(again));
  }

  private static Reply ask(
      UpstreamClient client, String name, Transport transport, Duration patience)
      throws IOException {
    Query query =
        new Query(
            Name.fromConstantString(name),
            Type.A,
            DClass.IN,
            new Query.Request(1, true, false, Optional.empty(), 40),
            new Client(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), transport));
    return client.ask(query, transport, patience, System.nanoTime() + patience.toNanos());
  }

  private static Message question(int id, String name) {
    Message message =
        Message.newQuery(Record.newRecord(Name.fromConstantString(name), Type.A, DClass.IN));
    message.getHeader().setID(id);
    return message;
  }

  /** All 65,536 numbers, so that only the sender's address gives it away. */
  private static void forge(DatagramSocket stranger, int port) {
    Message question = question(0, "example.org.");
    byte[] reply = UpstreamReply.addresses(question, 1).toWire();
    try {
      for (int id = 0; id <= 0xffff; id++) {
        reply[0] = (byte) (id >> 8);
        reply[1] = (byte) id;
        stranger.send(
            new DatagramPacket(
                reply,
                reply.length,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
      }
    } catch (IOException e) {
      // The client has closed its socket already.
    }
  }
}
