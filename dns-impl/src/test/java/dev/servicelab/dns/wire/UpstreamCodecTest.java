package dev.servicelab.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Asking upstreams, and whom to believe. */
class UpstreamCodecTest {

  private static final Name NAME = Name.fromConstantString("example.org.");
  private static final int ID = 99;

  private static final Query QUERY =
      new Query(
          NAME,
          Type.A,
          DClass.IN,
          new Query.Request(
              1,
              Opcode.QUERY,
              true,
              true,
              true,
              Optional.of(new Query.Edns(4000, true)),
              40,
              OptionalLong.empty()),
          new Client(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), Transport.UDP));

  private static Message reply() {
    Message message = new Message(ID);
    message.getHeader().setFlag(Flags.QR);
    message.getHeader().setFlag(Flags.RA);
    message.addRecord(Record.newRecord(NAME, Type.A, DClass.IN), Section.QUESTION);
    return message;
  }

  @Test
  void theQuestionCarriesTheClientsWishes() throws IOException {
    Message sent = new Message(UpstreamCodec.question(QUERY, ID));

    assertThat(sent.getHeader().getID()).isEqualTo(ID);
    assertThat(sent.getHeader().getFlag(Flags.RD)).isTrue();
    assertThat(sent.getHeader().getFlag(Flags.CD)).isTrue();
    assertThat(sent.getQuestion().getName()).isEqualTo(NAME);
    assertThat(sent.getOPT().getFlags() & ExtendedFlags.DO).isEqualTo(ExtendedFlags.DO);
    assertThat(sent.getHeader().getFlag(Flags.AD)).isTrue();
    assertThat(sent.getOPT().getPayloadSize()).as("the client's").isEqualTo(4000);
  }

  @Test
  void answersDenialsAndFailuresAreToldApart() {
    Message answer = reply();
    answer.addRecord(
        new ARecord(NAME, DClass.IN, 60, InetAddress.getLoopbackAddress()), Section.ANSWER);
    Message nameError = reply();
    nameError.getHeader().setRcode(Rcode.NXDOMAIN);
    Message failed = reply();
    failed.getHeader().setRcode(Rcode.SERVFAIL);
    Message refused = reply();
    refused.getHeader().setRcode(Rcode.REFUSED);

    assertThat(outcome(answer)).isInstanceOf(Outcome.Answer.class);
    assertThat(outcome(answer).flags().recursionAvailable()).isTrue();
    assertThat(outcome(reply())).isInstanceOf(Outcome.NoData.class);
    assertThat(outcome(nameError)).isInstanceOf(Outcome.NameError.class);
    assertThat(outcome(failed)).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome(refused)).isInstanceOf(Outcome.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"number", "question", "no reply", "scrap"})
  void whatAnswersAnotherQuestionIsNotBelieved(String lie) {
    Message forged = reply();
    switch (lie) {
      case "number" -> forged.getHeader().setID(ID + 1);
      case "question" -> {
        forged.removeAllRecords(Section.QUESTION);
        forged.addRecord(
            Record.newRecord(Name.fromConstantString("evil.org."), Type.A, DClass.IN),
            Section.QUESTION);
      }
      case "no reply" -> forged.getHeader().unsetFlag(Flags.QR);
      default -> forged.addRecord(Record.newRecord(NAME, Type.A, DClass.IN), Section.QUESTION);
    }
    byte[] packet = forged.toWire();
    if (lie.equals("scrap")) {
      packet = new byte[] {0, ID};
    }

    assertThat(UpstreamCodec.reply(packet, QUERY, ID)).isEmpty();
  }

  private static Outcome outcome(Message message) {
    return UpstreamCodec.reply(message.toWire(), QUERY, ID).orElseThrow().outcome();
  }
}
