package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/**
 * Names of other people: forward and what stands around it, with an upstream of the test's own on
 * loopback.
 */
class ForwardTest {

  private static final String KUBERNETES = "kubernetes cluster.local in-addr.arpa\n";
  private static final String WEB = "web.shop.svc.cluster.local A";

  @TempDir private Path folder;

  private RunningServer start(String... lines) throws IOException {
    return RunningServer.start(folder, ". {\n" + String.join("\n", lines) + "\n}\n");
  }

  @Test
  void whatTheUpstreamSaysIsTheAnswer() throws IOException {
    try (TestUpstream upstream = TestUpstream.of(question -> UpstreamReply.addresses(question, 2));
        RunningServer dns = start(KUBERNETES, "forward . " + upstream.address())) {
      assertThat(dns.dig("example.org A"))
          .isEqualTo("NOERROR ra\nexample.org. 60 A 192.0.2.1\nexample.org. 60 A 192.0.2.2");
      assertThat(dns.dig(WEB)).startsWith("NOERROR aa");
      assertThat(upstream.questions()).containsExactly("udp example.org.");
    }
  }

  @Test
  void denialsOfTheUpstreamAreKeptToo() throws IOException {
    try (TestUpstream upstream =
            TestUpstream.of(question -> UpstreamReply.denial(question, Rcode.NXDOMAIN));
        RunningServer dns = start("cache 30", "forward . " + upstream.address())) {
      assertThat(dns.dig("absent.example.org A")).startsWith("NXDOMAIN ra\n").contains(" 30 SOA ");
      assertThat(dns.dig("absent.example.org A")).startsWith("NXDOMAIN aa ra\n");
      assertThat(upstream.questions()).hasSize(1);
    }
  }

  @Test
  void aCutReplyIsPassedOn() throws IOException {
    try (TestUpstream upstream =
            TestUpstream.of(ForwardTest::cut, question -> UpstreamReply.addresses(question, 40));
        RunningServer dns = start("cache", "forward . " + upstream.address())) {
      assertThat(dns.dig("example.org A")).isEqualTo("NOERROR tc ra");
      assertThat(dns.dig("example.org A")).isEqualTo("NOERROR tc ra");
      assertThat(upstream.questions()).containsExactly("udp example.org.", "udp example.org.");
    }
  }

  @Test
  void aCutReplyIsAskedForAgainOverTcpWithPreferUdp() throws IOException {
    try (TestUpstream upstream =
            TestUpstream.of(ForwardTest::cut, question -> UpstreamReply.addresses(question, 40));
        RunningServer dns = start("forward . " + upstream.address() + " {", "prefer_udp", "}")) {
      assertThat(Dig.text(dns.udp(Dig.question("example.org A", 4096))).lines()).hasSize(41);
      assertThat(Dig.parse(dns.udp(Dig.question("example.org A"))).getHeader().getFlag(Flags.TC))
          .isTrue();
      assertThat(upstream.questions()).startsWith("udp example.org.", "tcp example.org.");
    }
  }

  @Test
  void aClientOnTcpIsServedOverTcp() throws IOException {
    try (TestUpstream upstream = TestUpstream.of(question -> UpstreamReply.addresses(question, 1));
        RunningServer dns = start("forward . " + upstream.address());
        Socket socket = dns.connect()) {
      RunningServer.send(socket, Dig.question("example.org A"));

      assertThat(Dig.text(RunningServer.receive(socket))).startsWith("NOERROR");
      assertThat(upstream.questions()).containsExactly("tcp example.org.");
    }
  }

  @Test
  void whoDoesNotListenIsPassedOver() throws IOException {
    String nobody;
    try (TestUpstream gone = TestUpstream.of(UpstreamReply::empty)) {
      nobody = gone.address();
    }
    try (TestUpstream upstream = TestUpstream.of(question -> UpstreamReply.addresses(question, 1));
        RunningServer dns =
            start(
                "forward . " + nobody + " " + upstream.address() + " {", "policy sequential", "}");
        RunningServer alone =
            RunningServer.start(
                Files.createDirectory(folder.resolve("alone")),
                ". {\nforward . " + nobody + "\n}\n")) {
      assertThat(dns.dig("example.org A")).startsWith("NOERROR");
      assertThat(alone.dig("example.org A")).isEqualTo("SERVFAIL");
    }
  }

  @Test
  void aSilentUpstreamHoldsUpNobodyElseAndIsLimited() throws Exception {
    try (TestUpstream silent = TestUpstream.of(question -> question);
        RunningServer dns =
            start(
                "prometheus",
                KUBERNETES,
                "forward . " + silent.address() + " {",
                "max_concurrent 1",
                "}")) {
      CompletableFuture<String> waiting = ask(dns, "slow.example.org A");
      await().until(() -> silent.questions().contains("udp slow.example.org."));

      long begin = System.nanoTime();
      assertThat(dns.dig(WEB)).startsWith("NOERROR");
      assertThat(dns.dig("next.example.org A")).isEqualTo("REFUSED");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
      assertThat(dns.page("/metrics"))
          .contains("coredns_forward_max_concurrent_rejects_total 1.0\n");
      assertThat(waiting.get()).isEqualTo("SERVFAIL");
    }
  }

  @Test
  void someNamesMayBeSpared() throws IOException {
    try (TestUpstream upstream = TestUpstream.of(question -> UpstreamReply.addresses(question, 1));
        RunningServer dns =
            start("forward org " + upstream.address() + " {", "except corp.example.org", "}")) {
      assertThat(dns.dig("example.org A")).startsWith("NOERROR");
      assertThat(dns.dig("www.corp.example.org A")).isEqualTo("SERVFAIL");
      assertThat(dns.dig("example.com A")).isEqualTo("SERVFAIL");
    }
  }

  @Test
  void upstreamsMayComeFromAResolvConf() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("resolv.conf"),
            """
            # comment
            search example.org
            nameserver 192.0.2.53
            nameserver fd00::53
            options x
            """);

    ServerConfig config =
        ChainUnderTest.build(". {\n forward . " + file + "\n}", new TestProcess(Optional.empty()));

    assertThat(config.plugins()).hasSize(1);
  }

  @Test
  void externalNamesOutsideAreResolvedUpstream() throws IOException {
    try (TestUpstream upstream = TestUpstream.of(question -> UpstreamReply.addresses(question, 1));
        RunningServer dns = start(KUBERNETES, "forward . " + upstream.address())) {
      assertThat(dns.dig("docs.shop.svc.cluster.local A"))
          .isEqualTo(
              """
              NOERROR aa
              docs.shop.svc.cluster.local. 5 CNAME docs.example.com.
              docs.example.com. 60 A 192.0.2.1\
              """);
    }
  }

  @Test
  void externalNamesOutsideAreCutWhereTheUpstreamCuts() throws IOException {
    try (TestUpstream upstream = TestUpstream.of(ForwardTest::alwaysCut);
        RunningServer dns = start(KUBERNETES, "forward . " + upstream.address())) {
      assertThat(dns.dig("docs.shop.svc.cluster.local A"))
          .startsWith("NOERROR aa tc\ndocs.shop.svc.cluster.local. 5 CNAME");
    }
  }

  private static Message alwaysCut(Message question) {
    Message reply = UpstreamReply.addresses(question, 1);
    reply.getHeader().setFlag(Flags.TC);
    return reply;
  }

  @Test
  void reverseNamesOfNobodyFallThroughToTheUpstream() throws IOException {
    try (TestUpstream upstream =
            TestUpstream.of(question -> UpstreamReply.denial(question, Rcode.NXDOMAIN));
        RunningServer dns =
            start(
                "kubernetes cluster.local in-addr.arpa {",
                "fallthrough in-addr.arpa",
                "}",
                "forward . " + upstream.address())) {
      assertThat(dns.dig("1.2.0.192.in-addr.arpa PTR")).startsWith("NXDOMAIN ra");
      assertThat(dns.dig("20.0.96.10.in-addr.arpa PTR")).startsWith("NOERROR aa");
      assertThat(upstream.questions()).containsExactly("udp 1.2.0.192.in-addr.arpa.");
    }
  }

  @Test
  void aLoopEndsTheProcessWithItsReason() throws Exception {
    int port = TestPorts.unused();
    try (RunningServer dns =
        RunningServer.start(folder, ". {\nloop\nforward . 127.0.0.1:" + port + "\n}\n", port)) {
      CompletableFuture<Optional<String>> end = CompletableFuture.supplyAsync(() -> awaitEnd(dns));

      await().atMost(Duration.ofSeconds(10)).until(end::isDone);
      assertThat(end.get().orElseThrow())
          .matches(
              "plugin/loop: Loop \\(127\\.0\\.0\\.1:\\d+ -> 127\\.0\\.0\\.1:"
                  + port
                  + "\\) detected for zone \"\\.\", see"
                  + " https://coredns\\.io/plugins/loop#troubleshooting\\. Query: \"HINFO"
                  + " \\d+\\.\\d+\\.\"");
    }
  }

  @Test
  void anUpstreamThatLeadsElsewhereIsNoLoop() throws Exception {
    try (TestUpstream upstream =
            TestUpstream.of(question -> UpstreamReply.denial(question, Rcode.NXDOMAIN));
        RunningServer dns = start("loop", "forward . " + upstream.address())) {
      await().until(() -> upstream.questions().size() == 1);

      assertThat(dns.dig("example.org A")).startsWith("NXDOMAIN");
    }
  }

  private static Message cut(Message question) {
    Message reply = UpstreamReply.empty(question);
    reply.getHeader().setFlag(Flags.TC);
    return reply;
  }

  private static CompletableFuture<String> ask(RunningServer dns, String question) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return dns.dig(question);
          } catch (IOException e) {
            return e.toString();
          }
        });
  }

  private static Optional<String> awaitEnd(RunningServer dns) {
    try {
      return dns.server().awaitEnd();
    } catch (InterruptedException e) {
      return Optional.of(e.toString());
    }
  }
}
