package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that never pause while the Corefile changes under them. */
class ReloadUnderLoadTest {

  private static final String WEB = "web.shop.svc.cluster.local A";
  private static final String UPSTREAM_NAME = "www.example.org A";
  private static final int CLIENTS = 4;
  private static final int RELOADS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void noQuestionIsLost() throws Exception {
    try (TestUpstream upstream = TestUpstream.of(question -> UpstreamReply.addresses(question, 1));
        RunningServer dns = RunningServer.start(folder, corefile(100, "cache", upstream))) {
      List<SteadyClient> clients = clients(dns.address(), List.of(WEB, UPSTREAM_NAME));
      for (int reload = 1; reload <= RELOADS; reload++) {
        awaitMore(clients);
        dns.reload(corefile(100 + reload, reload % 2 == 0 ? "cache" : "log", upstream));
        assertThat(dns.dig(WEB)).endsWith(" " + (100 + reload) + " A 10.96.0.20");
      }
      awaitMore(clients);

      assertThat(end(clients)).isEmpty();
    }
  }

  @Test
  void listenersComeAndGoAndTheOthersLoseNothing() throws Exception {
    int stays = TestPorts.unused();
    int comes = otherThan(stays);
    try (RunningServer dns = RunningServer.startAsWritten(folder, block(stays))) {
      List<SteadyClient> clients = clients(loopback(stays), List.of(WEB));

      dns.reload(block(stays) + block(comes));
      List<SteadyClient> late = clients(loopback(comes), List.of(WEB));
      awaitMore(late);
      assertThat(end(late)).isEmpty();

      dns.reload(block(stays));
      assertThat(dns.server().boundAddresses()).containsExactly(loopback(stays));
      awaitMore(clients);
      assertThat(end(clients)).isEmpty();
    }
  }

  @Test
  void anAddressThatSomebodyElseHasChangesNothing() throws Exception {
    int stays = TestPorts.unused();
    int taken = otherThan(stays);
    try (RunningServer dns = RunningServer.startAsWritten(folder, block(stays));
        DatagramSocket other = new DatagramSocket(loopback(taken));
        LogLines lines = LogLines.of("server")) {
      List<SteadyClient> clients = clients(loopback(stays), List.of(WEB));

      dns.reload(block(stays).replace("ttl 30", "ttl 31") + block(other.getLocalPort()));

      assertThat(lines.all())
          .singleElement()
          .asString()
          .startsWith("Corefile changed but not loaded, the old one stays: cannot listen on");
      assertThat(dns.dig(WEB)).endsWith(" 30 A 10.96.0.20");
      awaitMore(clients);
      assertThat(end(clients)).isEmpty();
    }
  }

  private static String corefile(int ttl, String plugin, TestUpstream upstream) {
    return ". {\n kubernetes cluster.local {\n ttl %d\n}\n %s\n forward . %s\n}\n"
        .formatted(ttl, plugin, upstream.address());
  }

  private static String block(int port) {
    return ".:%d {\n bind 127.0.0.1\n kubernetes cluster.local {\n ttl 30\n}\n}\n".formatted(port);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static int otherThan(int port) throws IOException {
    int other = TestPorts.unused();
    return other == port ? otherThan(port) : other;
  }

  private static List<SteadyClient> clients(InetSocketAddress server, List<String> questions) {
    List<SteadyClient> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new SteadyClient(server, questions));
    }
    return clients;
  }

  /** Waits until each has had some answers more, or has something to complain about. */
  private static void awaitMore(List<SteadyClient> clients) {
    for (SteadyClient client : clients) {
      int before = client.answers();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> client.answers() >= before + 10 || !client.complaints().isEmpty());
    }
  }

  private static List<String> end(List<SteadyClient> clients) throws InterruptedException {
    List<String> complaints = new ArrayList<>();
    for (SteadyClient client : clients) {
      client.close();
      complaints.addAll(client.complaints());
    }
    return complaints;
  }
}
