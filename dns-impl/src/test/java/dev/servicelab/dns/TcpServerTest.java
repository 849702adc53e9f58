package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;

/** What TCP clients may do, and what they may not do to others. */
class TcpServerTest {

  private static final String WEB = "web.shop.svc.cluster.local A";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void aSlowAnswerHoldsUpNoOther() throws IOException {
    CountDownLatch asked = new CountDownLatch(1);
    try (TestUpstream upstream = TestUpstream.of(query -> answerAfter(asked, query));
        RunningServer dns = start("forward . " + upstream.address());
        Socket socket = dns.connect()) {
      RunningServer.send(socket, Dig.question("www.example.org A"));
      RunningServer.send(socket, Dig.question(WEB));

      assertThat(Dig.text(RunningServer.receive(socket))).contains("web.shop");
      asked.countDown();
      assertThat(Dig.parse(RunningServer.receive(socket)).getQuestion().getName())
          .hasToString("www.example.org.");
    }
  }

  @Test
  void moreQuestionsThanMayBeOpenAreAnsweredOneAfterTheOther() throws IOException {
    try (RunningServer dns = start("log . {\nclass error\n}");
        Socket socket = dns.connect()) {
      int questions = 300;
      for (int i = 0; i < questions; i++) {
        RunningServer.send(socket, Dig.question(WEB));
      }
      assertThat(IntStream.range(0, questions))
          .allSatisfy(i -> assertThat(receive(socket)).startsWith("NOERROR"));
    }
  }

  @Test
  void aClientThatHasClosedItsDirectionGetsItsReply() throws IOException {
    try (RunningServer dns = start("");
        Socket socket = dns.connect()) {
      RunningServer.send(socket, Dig.question("www.example.org A"));
      socket.shutdownOutput();
      assertThat(receive(socket)).startsWith("SERVFAIL");
    }
  }

  @Test
  void whoStopsAnswersWhatIsUnderWay() throws Exception {
    CountDownLatch stopping = new CountDownLatch(1);
    try (TestUpstream upstream = TestUpstream.of(query -> answerAfter(stopping, query))) {
      RunningServer dns = start("forward . " + upstream.address());
      try (Socket idle = dns.connect();
          Socket waiting = dns.connect()) {
        RunningServer.send(waiting, Dig.question("www.example.org A"));
        await().atMost(PATIENCE).until(() -> !upstream.questions().isEmpty());
        Thread closing = Thread.ofVirtual().start(dns::close);

        assertThat(idle.getInputStream().read()).as("has nothing to wait for").isEqualTo(-1);
        stopping.countDown();
        assertThat(receive(waiting)).startsWith("NOERROR");
        assertThat(waiting.getInputStream().read()).isEqualTo(-1);
        assertThat(closing.join(PATIENCE)).isTrue();
      }
    }
  }

  /** Answering a reply could go on for ever. */
  @Test
  void repliesAreNotAnswered() throws IOException {
    byte[] reply = Dig.question(WEB);
    reply[2] |= (byte) 0x80;
    try (RunningServer dns = start("");
        DatagramSocket udp = new DatagramSocket();
        Socket tcp = dns.connect()) {
      udp.setSoTimeout((int) PATIENCE.toMillis());
      for (byte[] packet : List.of(reply, new byte[5], Dig.question("second.test A"))) {
        udp.send(new DatagramPacket(packet, packet.length, dns.address()));
        RunningServer.send(tcp, packet);
      }
      DatagramPacket first = new DatagramPacket(new byte[512], 512);
      udp.receive(first);

      assertThat(question(first.getData())).isEqualTo("second.test.");
      assertThat(question(RunningServer.receive(tcp))).isEqualTo("second.test.");
    }
  }

  private static String question(byte[] reply) {
    return Dig.parse(reply).getQuestion().getName().toString();
  }

  private RunningServer start(String lines) throws IOException {
    return RunningServer.start(folder, ". {\nkubernetes cluster.local\n" + lines + "\n}\n");
  }

  private static String receive(Socket socket) {
    try {
      return Dig.text(RunningServer.receive(socket));
    } catch (IOException e) {
      throw new AssertionError("no reply", e);
    }
  }

  private static Message answerAfter(CountDownLatch latch, Message query) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return UpstreamReply.empty(query);
  }
}
