package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.servicelab.dns.chain.TcpLimits;
import dev.servicelab.dns.corefile.CorefileException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Message;

/** The plugin timeouts: when the server ends a TCP connection. */
class TimeoutsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String WEB = "web.shop.svc.cluster.local A";

  @TempDir private Path folder;

  private RunningServer start(String... options) throws IOException {
    return RunningServer.start(folder, corefile(options));
  }

  private static String corefile(String... options) {
    return ". {\n timeouts {\n%s\n}\n kubernetes cluster.local\n}\n"
        .formatted(String.join("\n", options));
  }

  private static TcpLimits limits(String corefile) {
    return ChainUnderTest.build(corefile, new TestProcess(Optional.empty()))
        .listeners()
        .values()
        .iterator()
        .next()
        .tcp();
  }

  private static String ask(Socket socket) throws IOException {
    RunningServer.send(socket, Dig.question(WEB));
    return Dig.text(RunningServer.receive(socket));
  }

  /** Whether the server ends the connection without another word. */
  private static void assertEnded(Socket socket) throws IOException {
    assertThat(socket.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void theDefaultsAreCoreDnss() {
    assertThat(limits(". {\n whoami\n}"))
        .isEqualTo(
            new TcpLimits(
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Integer.MAX_VALUE));
  }

  @Test
  void whatIsNotSaidStaysAsItIs() {
    assertThat(limits(corefile("write 7")))
        .isEqualTo(TcpLimits.USUAL.withWrite(Duration.ofSeconds(7)));
    assertThat(limits(corefile("read 1s", "idle 24h", "maxtcpqueries 9")))
        .isEqualTo(
            new TcpLimits(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofHours(24), 9));
    assertThat(limits(corefile("maxtcpqueries -1"))).isEqualTo(TcpLimits.USUAL);
  }

  @Test
  void blocksOfOneAddressShareThemAndTheLastOneCounts() {
    String first = "a.test {\n timeouts {\n read 9s\n idle 20s\n}\n timeouts {\n write 8s\n}\n}\n";
    String last = "b.test {\n timeouts {\n read 4s\n}\n}\nc.test {\n whoami\n}\n";

    assertThat(limits(first + last))
        .isEqualTo(
            new TcpLimits(
                Duration.ofSeconds(4),
                Duration.ofSeconds(8),
                Duration.ofSeconds(20),
                TcpLimits.UNLIMITED));
  }

  @Test
  void readBoundsTheFirstQueryOfAConnection() throws IOException {
    try (RunningServer dns = start("read 1s", "idle 10m");
        Socket silent = dns.connect();
        Socket halfway = dns.connect();
        Socket asking = dns.connect()) {
      assertThat(ask(asking)).startsWith("NOERROR");
      halfway.getOutputStream().write(new byte[] {0, 40, 1, 2, 3});

      assertEnded(silent);
      assertEnded(halfway);
      assertThat(ask(asking)).as("it has asked in time").startsWith("NOERROR");
    }
  }

  @Test
  void idleBoundsEachLaterQuery() throws IOException {
    try (RunningServer dns = start("read 10m", "idle 1s");
        Socket silent = dns.connect();
        Socket done = dns.connect();
        Socket halfway = dns.connect()) {
      assertThat(ask(done)).startsWith("NOERROR");
      assertThat(ask(halfway)).startsWith("NOERROR");
      halfway.getOutputStream().write(new byte[] {0, 40, 1, 2, 3});

      assertEnded(done);
      assertEnded(halfway);
      assertThat(ask(silent)).as("it has the time of a first query").startsWith("NOERROR");
    }
  }

  @Test
  void whoWaitsForItsReplyIsNotIdle() throws IOException {
    try (TestUpstream upstream = TestUpstream.of(TimeoutsTest::afterTwoSeconds);
        RunningServer dns =
            RunningServer.start(
                folder,
                ". {\n timeouts {\n read 1s\n idle 1s\n}\n forward . %s {\n read_timeout 20s\n}\n}"
                    .formatted(upstream.address()));
        Socket socket = dns.connect()) {
      assertThat(ask(socket)).startsWith("NOERROR");
      assertEnded(socket);
    }
  }

  private static Message afterTwoSeconds(Message question) {
    long begin = System.nanoTime();
    await().until(() -> System.nanoTime() - begin > Duration.ofSeconds(2).toNanos());
    return UpstreamReply.addresses(question, 1);
  }

  @Test
  void writeBoundsWhatAClientLeavesUnread() throws Exception {
    try (RunningServer dns = start("read 10m", "idle 10m", "write 1s");
        Socket greedy = new Socket()) {
      // Little room for replies, so that the server soon has to wait for more.
      greedy.setReceiveBufferSize(1024);
      greedy.connect(dns.address());
      Thread asking = Thread.ofPlatform().start(() -> askForEver(greedy));

      assertThat(asking.join(PATIENCE)).as("the server hangs up").isTrue();
      assertThat(dns.dig(WEB)).startsWith("NOERROR");
    }
  }

  private static void askForEver(Socket socket) {
    byte[] question = Dig.question("_sql._tcp.many.shop.svc.cluster.local SRV");
    try {
      OutputStream out = socket.getOutputStream();
      while (!Thread.currentThread().isInterrupted()) {
        Framed.write(out, question);
      }
    } catch (IOException e) {
      // What the test waits for.
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "errors", "log . {\nclass error\n}\nbufsize 512"})
  void maxtcpqueriesEndsAConnectionBehindItsLastReply(String plugins) throws IOException {
    String corefile = corefile("maxtcpqueries 3").replace("kubernetes", plugins + "\nkubernetes");
    try (RunningServer dns = RunningServer.start(folder, corefile)) {
      for (int connections = 0; connections < 2; connections++) {
        try (Socket socket = dns.connect()) {
          for (int i = 0; i < 50; i++) {
            RunningServer.send(socket, Dig.question(WEB));
          }
          assertThat(IntStream.range(0, 3))
              .allSatisfy(i -> assertThat(RunningServer.receive(socket)).hasSizeGreaterThan(12));
          assertEnded(socket);
        }
      }
    }
  }

  @Test
  void aReloadGoesForNewConnections() throws IOException {
    try (RunningServer dns = start("maxtcpqueries 2");
        Socket old = dns.connect()) {
      assertThat(ask(old)).startsWith("NOERROR");
      InetSocketAddress before = dns.address();

      dns.reload(corefile("maxtcpqueries 1"));

      assertThat(dns.address()).isEqualTo(before);
      assertThat(ask(old)).startsWith("NOERROR");
      try (Socket fresh = dns.connect()) {
        assertThat(ask(fresh)).startsWith("NOERROR");
        assertEnded(fresh);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          timeouts                             | 2: timeouts: expected at least one of read, write, idle, maxtcpqueries
          timeouts { }                         | 2: timeouts: expected at least one of read, write, idle, maxtcpqueries
          timeouts 5s                          | 2: timeouts: unexpected argument '5s'
          timeouts {; reed 5s; }               | 3: timeouts: unknown option 'reed', did you mean 'read'?
          timeouts {; max_queries 5; }         | 3: timeouts: unknown option 'max_queries', did you mean 'maxtcpqueries'?
          timeouts {; read 10s 20s; }          | 3: read: unexpected argument '20s'
          timeouts {; write; }                 | 3: write: expected an argument, found 0
          timeouts {; write snake; }           | 3: write: 'snake' is not a duration (examples: 5s, 1m30s)
          timeouts {; idle 0s; }               | 3: idle: '0s' is not between 1s and 24h
          timeouts {; idle 900ms; }            | 3: idle: '900ms' is not between 1s and 24h
          timeouts {; read 48h; }              | 3: read: '48h' is not between 1s and 24h
          timeouts {; maxtcpqueries 0; }       | 3: maxtcpqueries: '0' is not a number from 1 to 2147483647
          timeouts {; maxtcpqueries -2; }      | 3: maxtcpqueries: '-2' is not a number from 1 to 2147483647
          timeouts {; maxtcpqueries many; }    | 3: maxtcpqueries: 'many' is not a number from 1 to 2147483647
          """)
  void aWrongLineIsNamed(String lines, String problem) {
    assertThatThrownBy(() -> limits(". {\n" + lines.replace(";", "\n") + "\n}"))
        .isInstanceOf(CorefileException.class)
        .hasMessage("Corefile:" + problem);
  }
}
