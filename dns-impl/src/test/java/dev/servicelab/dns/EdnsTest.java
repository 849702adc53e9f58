package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.fast.FastPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.CookieOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** The OPT record (RFC 6891), by the plugins and by the fast lane: what comes back, what fits. */
class EdnsTest {

  private static final String WEB = "web.shop.svc.cluster.local A";
  private static final String ABSENT = "absent.shop.svc.cluster.local A";

  /** Nine records, and the addresses of their targets behind. */
  private static final String MANY = "_sql._tcp.many.shop.svc.cluster.local SRV";

  private static final int MANY_RECORDS = 18;

  private final ChainUnderTest dns =
      ChainUnderTest.of("cluster.local {\n errors\n kubernetes cluster.local\n}");
  private final FastPath fast = dns.fast();

  private static byte[] question(String question, OPTRecord opt) {
    Message message = Dig.parse(Dig.question(question));
    message.addRecord(opt, Section.ADDITIONAL);
    return message.toWire();
  }

  /** The replies of both ways. */
  private List<byte[]> replies(byte[] packet, Transport transport) {
    List<byte[]> replies = new ArrayList<>(List.of(dns.ask(packet, transport).orElseThrow()));
    boolean tcp = transport == Transport.TCP;
    int length = fast.answer(packet, packet.length, tcp, false, System.nanoTime());
    if (length > 0) {
      replies.add(Arrays.copyOf(fast.reply(), length));
    }
    return replies;
  }

  private static int records(Message reply) {
    return reply.getSection(Section.ANSWER).size()
        + (int)
            reply.getSection(Section.ADDITIONAL).stream()
                .filter(record -> !(record instanceof OPTRecord))
                .count();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void anotherVersionIsToldTheOneSpokenHere(Transport transport) {
    for (int version : new int[] {1, 3, 255}) {
      byte[] packet = question(WEB, new OPTRecord(1232, 0, version, ExtendedFlags.DO));

      assertThat(replies(packet, transport))
          .singleElement()
          .satisfies(
              bytes -> {
                Message reply = Dig.parse(bytes);
                assertThat(reply.getRcode()).isEqualTo(Rcode.BADVERS);
                assertThat(reply.getQuestion()).isEqualTo(Dig.parse(packet).getQuestion());
                assertThat(reply.getOPT().getVersion()).isZero();
                assertThat(reply.getSection(Section.ANSWER)).isEmpty();
                assertThat(reply.getSection(Section.AUTHORITY)).isEmpty();
                assertThat(reply.getSection(Section.ADDITIONAL)).hasSize(1);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {WEB, ABSENT, MANY, "web.shop.svc.cluster.local MX"})
  void onlyWhoSendsOneGetsOne(String question) {
    for (Transport transport : Transport.values()) {
      assertThat(replies(Dig.question(question), transport))
          .hasSize(2)
          .allSatisfy(reply -> assertThat(Dig.parse(reply).getOPT()).isNull());
      for (int flags : new int[] {0, ExtendedFlags.DO}) {
        assertThat(replies(question(question, new OPTRecord(1232, 0, 0, flags)), transport))
            .hasSize(2)
            .allSatisfy(
                bytes -> {
                  OPTRecord opt = Dig.parse(bytes).getOPT();
                  assertThat(opt.getFlags()).as("DO as it was").isEqualTo(flags);
                  assertThat(opt.getPayloadSize()).isEqualTo(1232);
                  assertThat(opt.getVersion()).isZero();
                  assertThat(opt.getOptions()).isEmpty();
                });
      }
    }
  }

  @Test
  void optionsThatNobodyKnowsAreLeftOut() {
    EDNSOption cookie = new CookieOption(new byte[8]);
    EDNSOption unknown = new GenericEDNSOption(65_001, new byte[] {1, 2, 3});
    OPTRecord opt = new OPTRecord(1232, 0, 0, 0, cookie, unknown);

    assertThat(replies(question(WEB, opt), Transport.UDP))
        .isNotEmpty()
        .allSatisfy(
            bytes -> {
              assertThat(Dig.text(bytes)).startsWith("NOERROR");
              assertThat(Dig.parse(bytes).getOPT().getOptions()).isEmpty();
            });
  }

  /** Size 0 stands for no OPT record. */
  @ParameterizedTest
  @CsvSource({"0, 512", "100, 512", "512, 512", "700, 700", "4096, 4096"})
  void overUdpAReplyIsCutToWhatTheClientTakes(int offered, int room) {
    byte[] packet = offered == 0 ? Dig.question(MANY) : Dig.question(MANY, offered);
    int whole = replies(packet, Transport.TCP).getFirst().length;

    assertThat(replies(packet, Transport.UDP))
        .hasSize(2)
        .allSatisfy(
            bytes -> {
              Message reply = Dig.parse(bytes);
              assertThat(bytes.length).isLessThanOrEqualTo(room);
              assertThat(records(reply)).isPositive();
              assertThat(records(reply) < MANY_RECORDS).isEqualTo(room < whole);
              assertThat(reply.getHeader().getFlag(Flags.TC)).isEqualTo(room < whole);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 512})
  void overTcpNothingIsCut(int offered) {
    byte[] packet = offered == 0 ? Dig.question(MANY) : Dig.question(MANY, offered);

    assertThat(replies(packet, Transport.TCP))
        .hasSize(2)
        .allSatisfy(
            bytes -> {
              assertThat(Dig.parse(bytes).getHeader().getFlag(Flags.TC)).isFalse();
              assertThat(records(Dig.parse(bytes))).isEqualTo(MANY_RECORDS);
            });
  }
}
