package dev.servicelab.labs.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.labs.kernel.NodeAddresses;
import dev.servicelab.labs.kernel.PacketCounters;
import dev.servicelab.labs.traffic.dns.Dig;
import dev.servicelab.labs.traffic.dns.NameLookup;
import dev.servicelab.labs.traffic.http.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the tools print, and what a shell is given. */
class ToolOutputTest {

  @Test
  void readsTheAddressesThatDigPrints() {
    String output =
        """
        demoapp-svc.shop.svc.cluster.local. 30 IN A 10.103.4.5
        alias.example.		5	IN	CNAME	other.example.
        demoapp-svc.shop.svc.cluster.local. 12 IN	A 10.103.4.6
        """;
    assertThat(Dig.parse(output))
        .containsExactly(
            new Dig.Answer("demoapp-svc.shop.svc.cluster.local.", 30, "10.103.4.5"),
            new Dig.Answer("demoapp-svc.shop.svc.cluster.local.", 12, "10.103.4.6"));
    assertThat(Dig.parse(";; communications error\n")).isEmpty();
  }

  @Test
  void readsWhatNslookupFound() {
    String bind =
        """
        ;; Got recursion not available from 10.96.0.10
        Server:\t\t10.96.0.10
        Address:\t10.96.0.10#53

        Name:\tweb-0.nginx.shop.svc.cluster.local
        Address: 10.244.0.16
        """;
    assertThat(NameLookup.BIND.parse(bind).found())
        .containsExactly(new NameLookup.Found("web-0.nginx.shop.svc.cluster.local", "10.244.0.16"));
    String busybox =
        """
        Server:\t\t10.96.0.10
        Address:\t10.96.0.10:53

        ** server can't find web-0.nginx: NXDOMAIN

        ** server can't find web-0.nginx: NXDOMAIN

        """;
    assertThat(NameLookup.BUSYBOX.parse(busybox))
        .isEqualTo(new NameLookup.Outcome(List.of(), List.of("web-0.nginx")));
  }

  @Test
  void readsWhatTheCLibraryFound() {
    String getent =
        """
        10.244.0.16     STREAM web-0.nginx.shop.svc.cluster.local
        10.244.0.16     DGRAM
        10.244.0.16     RAW
        """;
    assertThat(NameLookup.C_LIBRARY.parse(getent).found())
        .containsExactly(new NameLookup.Found("web-0.nginx.shop.svc.cluster.local", "10.244.0.16"));
    assertThat(NameLookup.C_LIBRARY.parse("").found()).isEmpty();
  }

  @Test
  void repeatsTheQuestion() {
    assertThat(Dig.command("demoapp-svc", 3))
        .contains("+search")
        .endsWith("demoapp-svc", "demoapp-svc", "demoapp-svc");
  }

  @Test
  void readsTheStatusOfEachResponse() {
    String output =
        """
        ;; Got answer:
        ;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 4711
        ;; flags: qr aa rd; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1
        """;
    assertThat(Dig.statuses(output)).containsExactly("NXDOMAIN");
    assertThat(Dig.statuses(";; no servers could be reached\n")).isEmpty();
    assertThat(Dig.statusCommand("web")).contains("+search").endsWith("web");
  }

  @Test
  void readsTheAddressesOfANode() {
    String output =
        """
        1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
        2: cni0    inet 10.244.1.1/24 brd 10.244.1.255 scope global cni0\\       valid_lft forever
        15: eth0    inet 172.18.0.3/16 brd 172.18.255.255 scope global eth0\\       valid_lft forever
        """;
    assertThat(NodeAddresses.parse(output))
        .containsExactlyInAnyOrder("127.0.0.1", "10.244.1.1", "172.18.0.3");
  }

  @Test
  void readsWhatPingPrintsAtItsEnd() {
    String output =
        """
        PING 10.103.4.5 (10.103.4.5) 56(84) bytes of data.

        --- 10.103.4.5 ping statistics ---
        3 packets transmitted, 0 received, 100% packet loss, time 1020ms
        """;
    assertThat(Ping.parse(output)).isEqualTo(new Ping(3, 0, output));
    assertThatThrownBy(() -> Ping.parse("ping: unknown host"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("unknown host");
  }

  @Test
  void aShellExpandsVariablesAndNothingElse() {
    assertThat(Shell.expanding(List.of("curl", "--header", "a \"b\" `c` \\d", "${HOST}:[1-2]")))
        .containsExactly(
            "sh", "-c", "\"curl\" \"--header\" \"a \\\"b\\\" \\`c\\` \\\\d\" \"${HOST}:[1-2]\"");
  }

  @Test
  void readsHowManyPacketsTheRulesOfAChainHaveMatched() {
    String output =
        """
        *mangle
        :OUTPUT ACCEPT [30801:4133870]
        :LAB-0052F6E1-OUTPUT - [0:0]
        [900:54000] -A OUTPUT -j LAB-0052F6E1-OUTPUT
        [50:3000] -A LAB-0052F6E1-OUTPUT -d 10.96.0.1/32 -p tcp -m tcp --dport 80
        [4:240] -A LAB-0052F6E1-OUTPUT -d 10.96.0.2/32 -p tcp -m tcp --dport 80
        [0:0] -A LAB-0052F6E1-PREROUTING -d 10.96.0.1/32 -p tcp -m tcp --dport 80
        COMMIT
        """;
    assertThat(PacketCounters.parse(output))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("OUTPUT", 900L, "LAB-0052F6E1-OUTPUT", 54L, "LAB-0052F6E1-PREROUTING", 0L));
    assertThat(PacketCounters.prefix("LAB", "a name of any length")).matches("LAB-[0-9A-F]{8}-");
  }

  @Test
  void readsAnHttpAnswer() throws IOException {
    HttpAnswer answer =
        HttpAnswer.parse(
            "HTTP/1.0 503 Service Unavailable\r\nX-Weight: 0\r\nEmpty:\r\n\r\n{\r\n\r\n}\n");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers())
        .containsExactlyInAnyOrderEntriesOf(Map.of("x-weight", "0", "empty", ""));
    assertThat(answer.body()).isEqualTo("{\r\n\r\n}\n");
    assertThatThrownBy(() -> HttpAnswer.parse("")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> HttpAnswer.parse("SSH-2.0-x\r\n\r\n")).isInstanceOf(IOException.class);
  }
}
