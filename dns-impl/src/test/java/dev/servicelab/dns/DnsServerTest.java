package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.servicelab.dns.corefile.CorefileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** The server with its sockets: transports, truncation, pages, reload, end. */
class DnsServerTest {

  private static final String KUBERNETES = "kubernetes cluster.local in-addr.arpa {\n ttl 30\n}\n";
  private static final String WEB = "web.shop.svc.cluster.local A";
  private static final String MANY = "_sql._tcp.many.shop.svc.cluster.local SRV";

  @TempDir private Path folder;

  private RunningServer start(String block) throws IOException {
    return RunningServer.start(folder, ". {\n" + block + "}\n");
  }

  @Test
  void answersOverUdp() throws IOException {
    try (RunningServer dns = start(KUBERNETES)) {
      assertThat(dns.dig(WEB)).isEqualTo("NOERROR aa\nweb.shop.svc.cluster.local. 30 A 10.96.0.20");
    }
  }

  @Test
  void aTcpConnectionTakesManyQuestionsAtOnce() throws IOException {
    try (RunningServer dns = start(KUBERNETES);
        Socket socket = dns.connect()) {
      RunningServer.send(socket, Dig.question(WEB));
      RunningServer.send(socket, Dig.question("absent.shop.svc.cluster.local A"));
      RunningServer.send(socket, Dig.question(MANY));

      assertThat(Dig.text(RunningServer.receive(socket))).startsWith("NOERROR");
      assertThat(Dig.text(RunningServer.receive(socket))).startsWith("NXDOMAIN");
      assertThat(Dig.parse(RunningServer.receive(socket)).getSection(Section.ANSWER)).hasSize(9);
    }
  }

  @Test
  void aTcpConnectionEndsByItselfAndByTheClientsLeaving() throws IOException {
    try (RunningServer dns = start(KUBERNETES)) {
      try (Socket halfway = dns.connect()) {
        halfway.getOutputStream().write(new byte[] {0, 40, 1, 2, 3});
        // Three seconds for a query that has begun; the server hangs up.
        assertThat(halfway.getInputStream().read()).isEqualTo(-1);
      }
      try (Socket next = dns.connect()) {
        RunningServer.send(next, Dig.question(WEB));
        assertThat(Dig.text(RunningServer.receive(next))).startsWith("NOERROR");
      }
    }
  }

  @Test
  void udpAnswersAreCutToWhatTheClientTakes() throws IOException {
    try (RunningServer dns = start(KUBERNETES)) {
      byte[] plain = dns.udp(Dig.question(MANY));
      byte[] edns = dns.udp(Dig.question(MANY, 4096));

      assertThat(plain.length).isLessThanOrEqualTo(512);
      assertThat(Dig.parse(plain).getHeader().getFlag(Flags.TC)).isTrue();
      assertThat(Dig.parse(plain).getSection(Section.ANSWER)).isNotEmpty().hasSizeLessThan(9);
      assertThat(Dig.parse(plain).getOPT()).isNull();
      Message whole = Dig.parse(edns);
      assertThat(whole.getHeader().getFlag(Flags.TC)).isFalse();
      assertThat(whole.getSection(Section.ANSWER)).hasSize(9);
      assertThat(whole.getOPT()).isNotNull();
    }
  }

  @Test
  void pagesTellHealthReadinessAndMetrics() throws Exception {
    try (RunningServer dns = start("health\nready\nprometheus\n" + KUBERNETES)) {
      dns.dig(WEB);

      assertThat(dns.page("/health")).isEqualTo("200 OK");
      assertThat(dns.page("/ready")).isEqualTo("200 OK");
      assertThat(dns.page("/metrics")).startsWith("200 ").contains("coredns_dns_requests_total{");
    }
  }

  @Test
  void theServerReadsItsOwnHealthPage() throws Exception {
    try (RunningServer dns = start("health\nprometheus\n" + KUBERNETES)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(dns.page("/metrics"))
                      .containsPattern("coredns_health_request_duration_seconds_count [1-9]")
                      .contains("coredns_health_request_failures_total 0.0\n"));
    }
  }

  @Test
  void whoStopsIsNotReadyAtOnceButAnswersThroughTheLameDuck() throws Exception {
    RunningServer dns = start("health {\n lameduck 2s\n}\nready\n" + KUBERNETES);
    Thread stopping = Thread.ofVirtual().start(dns::close);

    await().atMost(Duration.ofSeconds(1)).until(() -> dns.page("/ready").startsWith("503 "));
    assertThat(dns.page("/health")).isEqualTo("200 OK");
    assertThat(dns.dig(WEB)).startsWith("NOERROR");

    assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
    assertThat(dns.server().boundAddresses()).isEmpty();
  }

  @Test
  void whoStopsFinishesWhatIsUnderWay() throws Exception {
    CountDownLatch stopping = new CountDownLatch(1);
    try (TestUpstream upstream =
        TestUpstream.of(
            question -> {
              await().atMost(Duration.ofSeconds(20)).until(() -> stopping.getCount() == 0);
              return UpstreamReply.addresses(question, 1);
            })) {
      RunningServer dns = start("forward . " + upstream.address() + "\n");
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> uncheckedDig(dns, "www.example.org A"));
      await().atMost(Duration.ofSeconds(20)).until(() -> !upstream.questions().isEmpty());

      Thread closing = Thread.ofVirtual().start(dns::close);
      await().atMost(Duration.ofSeconds(20)).until(dns.server()::draining);
      stopping.countDown();

      assertThat(answer.get(20, TimeUnit.SECONDS)).startsWith("NOERROR");
      closing.join();
    }
  }

  private static String uncheckedDig(RunningServer dns, String question) {
    try {
      return dns.dig(question);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aNewCorefileServesWithoutANewSocket() throws Exception {
    try (RunningServer dns = start("health\n" + KUBERNETES)) {
      var address = dns.address();

      dns.reload(". {\n ready\n kubernetes cluster.local {\n ttl 7\n}\n}\n");

      assertThat(dns.address()).isEqualTo(address);
      assertThat(dns.dig(WEB)).endsWith(" 7 A 10.96.0.20");
      assertThat(dns.page("/ready")).isEqualTo("200 OK");
      assertThat(dns.server().pageUrls()).hasSize(1);
    }
  }

  @Test
  void aBadCorefileLeavesTheOldOneServing() throws Exception {
    try (RunningServer dns = start("prometheus\n" + KUBERNETES);
        LogLines lines = LogLines.of("server")) {
      dns.reload(". {\n kubernets\n}\n");
      dns.reload(". {\n kubernets\n}\n");

      assertThat(lines.all())
          .containsExactly(
              "Corefile changed but not loaded, the old one stays: "
                  + folder.resolve("Corefile")
                  + ":2: unknown plugin 'kubernets', did you mean 'kubernetes'?");
      assertThat(dns.dig(WEB)).endsWith(" 30 A 10.96.0.20");
      assertThat(dns.page("/metrics")).contains("coredns_reload_failed_total 2.0\n");

      dns.reload(". {\n kubernetes cluster.local {\n ttl 8\n}\n}\n");
      assertThat(dns.dig(WEB)).endsWith(" 8 A 10.96.0.20");
    }
  }

  @Test
  void theReloadPluginNoticesAChangeByItself() throws Exception {
    try (RunningServer dns = start("reload 2s 1s\n" + KUBERNETES)) {
      Files.writeString(
          folder.resolve("Corefile"), ". {\n kubernetes cluster.local {\n ttl 9\n}\n}\n");

      await().atMost(Duration.ofSeconds(10)).until(() -> dns.dig(WEB).endsWith(" 9 A 10.96.0.20"));
    }
  }

  @Test
  void aBadCorefileDoesNotStart() {
    assertThatThrownBy(() -> start("kubernetes {\n tll 5\n}\n"))
        .isInstanceOf(CorefileException.class)
        .hasMessageEndingWith("Corefile:3: kubernetes: unknown option 'tll', did you mean 'ttl'?");
  }

  @Test
  void aTakenAddressIsNamed() throws IOException {
    try (RunningServer dns = start(KUBERNETES)) {
      int port = dns.address().getPort();

      assertThatThrownBy(() -> RunningServer.start(folder, ". {\n}\n", port))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + port + ": ");
    }
  }

  @Test
  void aFloodOfScrapsDoesNotStopIt() throws IOException {
    try (RunningServer dns = start(KUBERNETES);
        var socket = new DatagramSocket()) {
      for (int size = 0; size < 2_000; size++) {
        byte[] scrap = new byte[size % 64];
        socket.send(new DatagramPacket(scrap, scrap.length, dns.address()));
      }

      assertThat(dns.dig(WEB)).startsWith("NOERROR");
    }
  }
}
