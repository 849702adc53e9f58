package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private static final int PATIENCE_SECONDS = 20;

  /** A quarter of all that the server takes. */
  private static final int CONNECTIONS_OF_ONE_ADDRESS = 250;

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
  void oneAddressLeavesConnectionsForOthers() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try (RunningServer dns = start("")) {
      for (int i = 0; i <= CONNECTIONS_OF_ONE_ADDRESS; i++) {
        sockets.add(dns.connect());
      }
      assertThat(sockets.getLast().getInputStream().read()).isEqualTo(-1);
      RunningServer.send(sockets.getFirst(), Dig.question(WEB));
      assertThat(receive(sockets.getFirst())).startsWith("NOERROR");
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
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
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return TestUpstream.reply(query);
  }
}
