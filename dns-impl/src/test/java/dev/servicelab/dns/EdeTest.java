package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.Client.Transport;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;

/** Plugin {@code ede}: RFC 8914. */
class EdeTest {

  private static final int PAYLOAD_SIZE = 1232;

  private final ChainUnderTest dns =
      ChainUnderTest.of(". {\n ede\n errors\n kubernetes cluster.local in-addr.arpa\n}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wbe.shop.svc.cluster.local A    | 0  | There is no name wbe.shop.svc.cluster.local.: no Service shop/wbe
          web.shop.svc.cluster.local AAAA | 0  | web.shop.svc.cluster.local. exists, with A, SRV, but has no AAAA
          cluster.local AXFR              | 18 | zone transfers are not allowed
          www.example.com A               | 20 | no plugin answers for www.example.com.
          """)
  void saysWhy(String question, int code, String text) {
    ExtendedErrorCodeOption error = error(dns, question).orElseThrow();

    assertThat(error.getErrorCode()).isEqualTo(code);
    assertThat(error.getText()).isEqualTo(text);
  }

  @Test
  void anAnswerNeedsNoReason() {
    assertThat(error(dns, "web.shop.svc.cluster.local A")).isEmpty();
  }

  @Test
  void withoutEdnsThereIsNoPlaceForIt() {
    assertThat(dns.dig("wbe.shop.svc.cluster.local A")).doesNotContain("OPT", "EDE");
  }

  @Test
  void nobodySaysWhyUnlessTheCorefileWantsIt() {
    ChainUnderTest plain = ChainUnderTest.of(". {\n kubernetes cluster.local\n}");

    assertThat(error(plain, "wbe.shop.svc.cluster.local A")).isEmpty();
  }

  @Test
  void codesCanComeWithoutWords() {
    ChainUnderTest terse =
        ChainUnderTest.of(". {\n ede {\n codes_only\n }\n kubernetes cluster.local\n}");

    ExtendedErrorCodeOption error = error(terse, "wbe.shop.svc.cluster.local A").orElseThrow();

    assertThat(error.getErrorCode()).isZero();
    assertThat(error.getText()).isNullOrEmpty();
  }

  @Test
  void aClusterThatWasNotReadYetIsNotReady() {
    ChainUnderTest unsynced =
        ChainUnderTest.of(
            ". {\n ede\n kubernetes cluster.local {\n startup_timeout 10ms\n }\n}",
            new TestProcess(Optional.empty()));

    ExtendedErrorCodeOption error = error(unsynced, "web.shop.svc.cluster.local A").orElseThrow();

    assertThat(error.getErrorCode()).isEqualTo(ExtendedErrorCodeOption.NOT_READY);
  }

  @Test
  void theReasonIsThatOfThePluginThatDecided() {
    ChainUnderTest caching = ChainUnderTest.of(". {\n ede\n cache\n kubernetes cluster.local\n}");

    assertThat(error(caching, "wbe.shop.svc.cluster.local A").orElseThrow().getText())
        .contains("no Service shop/wbe");
  }

  @Test
  void anUpstreamThatNobodyReachesIsNamedAsSuch() throws IOException {
    int port = freePort();
    ChainUnderTest lost =
        ChainUnderTest.of(". {\n ede\n forward . 127.0.0.1:%d\n}".formatted(port));

    ExtendedErrorCodeOption error = error(lost, "www.example.com A").orElseThrow();

    assertThat(error.getErrorCode()).isEqualTo(ExtendedErrorCodeOption.NO_REACHABLE_AUTHORITY);
    assertThat(error.getText()).contains("127.0.0.1");
  }

  /** A port where nobody listens any more. */
  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aReasonThatDoesNotFitCostsNothingElse() {
    String longName = "a".repeat(60) + "." + "b".repeat(60) + ".shop.svc.cluster.local SOA";
    byte[] question = Dig.question(longName, 512);

    Message reply = Dig.parse(dns.ask(question, Transport.UDP).orElseThrow());

    assertThat(reply.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(reply.numBytes()).isLessThanOrEqualTo(512);
    assertThat(reply.getHeader().getFlag(org.xbill.DNS.Flags.TC)).isFalse();
  }

  private static Optional<ExtendedErrorCodeOption> error(ChainUnderTest dns, String question) {
    byte[] packet = Dig.question(question, PAYLOAD_SIZE);
    OPTRecord opt = Dig.parse(dns.ask(packet, Transport.UDP).orElseThrow()).getOPT();
    return opt.getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR).stream()
        .map(ExtendedErrorCodeOption.class::cast)
        .findFirst();
  }
}
