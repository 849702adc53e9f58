package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take what they can get: what becomes of somebody well-behaved who comes later. */
class HostileClientsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Answered from memory. */
  private static final String WEB = "web.shop.svc.cluster.local A";

  /** An alias: answered by the plugins. */
  private static final String ALIAS = "shopfront.shop.svc.cluster.local A";

  private static final InetAddress LATER = InetAddress.ofLiteral("127.0.0.9");

  /** All that the server takes, and what one address may have of it. */
  private static final int CONNECTIONS = 1_000;

  private static final int OF_ONE_ADDRESS = 250;

  @TempDir private Path folder;
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private RunningServer start(String lines) throws IOException {
    return RunningServer.start(folder, ". {\nkubernetes cluster.local\n" + lines + "\n}\n");
  }

  private void connect(RunningServer dns, String from, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      sockets.add(dns.connectFrom(InetAddress.ofLiteral(from)));
    }
  }

  private static String ask(RunningServer dns, String question) throws IOException {
    try (Socket socket = dns.connectFrom(LATER)) {
      RunningServer.send(socket, Dig.question(question));
      return Dig.text(RunningServer.receive(socket));
    }
  }

  @Test
  void oneAddressLeavesConnectionsForOthers() throws IOException {
    try (RunningServer dns = start("")) {
      connect(dns, "127.0.0.2", OF_ONE_ADDRESS + 1);

      assertThat(sockets.getLast().getInputStream().read()).as("one too many").isEqualTo(-1);
      RunningServer.send(sockets.getFirst(), Dig.question(WEB));
      assertThat(Dig.text(RunningServer.receive(sockets.getFirst()))).startsWith("NOERROR");
      assertThat(ask(dns, WEB)).startsWith("NOERROR");
      assertThat(ask(dns, ALIAS)).startsWith("NOERROR");
    }
  }

  @Test
  void whoHeldAllConnectionsSilentlyLosesThem() throws IOException {
    try (RunningServer dns = start("timeouts {\nread 1s\n}")) {
      for (int address = 2; address < 2 + CONNECTIONS / OF_ONE_ADDRESS; address++) {
        connect(dns, "127.0.0." + address, OF_ONE_ADDRESS);
      }
      assertThat(dns.dig(WEB)).as("UDP needs none").startsWith("NOERROR");

      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(ask(dns, WEB)).startsWith("NOERROR"));
      for (Socket socket : sockets) {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void aByteAtATimeTakesNobodyElsesTime() throws Exception {
    try (RunningServer dns = start("")) {
      connect(dns, "127.0.0.2", 100);
      byte[] question = new byte[600];
      question[0] = 2;
      CompletableFuture<List<Socket>> drips = CompletableFuture.supplyAsync(() -> drip(question));

      int answers = 0;
      while (!drips.isDone()) {
        assertThat(ask(dns, answers % 2 == 0 ? WEB : ALIAS)).startsWith("NOERROR");
        answers++;
      }
      assertThat(answers).isGreaterThan(1);
      assertThat(drips.get()).as("the server hangs up long before the last byte").isEmpty();
    }
  }

  /** A byte to each of them at a time; those that take the last one are left. */
  private List<Socket> drip(byte[] question) {
    List<Socket> open = new ArrayList<>(sockets);
    for (int i = 0; i < question.length && !open.isEmpty(); i++) {
      int next = i;
      open.removeIf(socket -> !takes(socket, question[next]));
      long begin = System.nanoTime();
      await()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> System.nanoTime() - begin > Duration.ofMillis(100).toNanos());
    }
    return open;
  }

  private static boolean takes(Socket socket, byte next) {
    try {
      socket.getOutputStream().write(next);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void whoAsksMuchAndReadsNothingHoldsUpOnlyItself() throws Exception {
    try (RunningServer dns = start("timeouts {\nwrite 2s\n}")) {
      List<Thread> floods = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Socket socket = new Socket();
        sockets.add(socket);
        // Little room for replies, so that the server soon has to wait for more.
        socket.setReceiveBufferSize(1024);
        socket.connect(dns.address());
        floods.add(Thread.ofPlatform().start(() -> flood(socket)));
      }

      for (int i = 0; i < 20; i++) {
        assertThat(ask(dns, WEB)).startsWith("NOERROR");
        assertThat(ask(dns, ALIAS)).startsWith("NOERROR");
        assertThat(dns.dig(ALIAS)).startsWith("NOERROR");
      }
      for (Thread flood : floods) {
        assertThat(flood.join(PATIENCE)).as("the server hangs up").isTrue();
      }
    }
  }

  private static void flood(Socket socket) {
    byte[] question = Dig.question("many.shop.svc.cluster.local SRV");
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Framed.write(socket.getOutputStream(), question);
      }
    } catch (IOException e) {
      // What the test waits for.
    }
  }

  /** More of them than the server has cores, so that each could have one to itself. */
  @Test
  void whoAlwaysHasAnotherQueryLeavesTimeForOthers() throws Exception {
    try (RunningServer dns = start("")) {
      connect(dns, "127.0.0.2", 2 * Runtime.getRuntime().availableProcessors());
      byte[] replies = new byte[1 << 16];
      for (Socket socket : sockets) {
        Thread.ofPlatform().start(() -> askAndRead(socket, replies));
      }

      for (int i = 0; i < 10; i++) {
        assertThat(ask(dns, WEB)).startsWith("NOERROR");
        assertThat(ask(dns, ALIAS)).startsWith("NOERROR");
        assertThat(dns.dig(ALIAS)).startsWith("NOERROR");
      }
      assertThat(sockets).noneMatch(Socket::isClosed);
    }
  }

  /** Many queries at once, again and again; the replies are read but not looked at. */
  private static void askAndRead(Socket socket, byte[] replies) {
    try {
      ByteArrayOutputStream batch = new ByteArrayOutputStream();
      for (int i = 0; i < 500; i++) {
        Framed.write(batch, Dig.question(WEB));
      }
      Thread.ofPlatform().start(() -> readAll(socket, replies));
      while (true) {
        socket.getOutputStream().write(batch.toByteArray());
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static void readAll(Socket socket, byte[] replies) {
    try {
      while (socket.getInputStream().read(replies) >= 0) {
        // They are many.
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  /** Each query waits for an upstream that says nothing, and so takes a place for two seconds. */
  @Test
  void aFloodFromOneAddressLeavesPlacesForOthers() throws IOException {
    try (TestUpstream silent = TestUpstream.overUdp((question, sender) -> {});
        RunningServer dns =
            start("forward . " + silent.address() + " {\nread_timeout 1s\nmax_fails 0\n}");
        DatagramSocket flooder =
            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0))) {
      for (int i = 0; i < 15_000; i++) {
        byte[] question = Dig.question("n" + i + ".example.org A");
        flooder.send(new DatagramPacket(question, question.length, dns.address()));
      }
      assertThat(silent.questions()).as("the flood has arrived").isNotEmpty();

      for (int i = 0; i < 20; i++) {
        assertThat(dns.dig(WEB)).startsWith("NOERROR");
        assertThat(dns.dig(ALIAS)).startsWith("NOERROR");
        assertThat(ask(dns, ALIAS)).startsWith("NOERROR");
      }
    }
  }
}
