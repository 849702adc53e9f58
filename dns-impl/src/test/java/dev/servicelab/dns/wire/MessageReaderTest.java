package dev.servicelab.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Query;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What a packet turns out to be. */
class MessageReaderTest {

  private static final Client CLIENT =
      new Client(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), Transport.UDP);

  private static Message query() {
    Message message = new Message(7);
    message.getHeader().setFlag(Flags.RD);
    message.getHeader().setFlag(Flags.AD);
    message.addRecord(
        Record.newRecord(Name.fromConstantString("ExAmple.org."), Type.A, DClass.IN),
        Section.QUESTION);
    return message;
  }

  private static Decoded read(Message message) {
    return MessageReader.read(message.toWire(), CLIENT);
  }

  private static Message rejection(Decoded decoded) throws IOException {
    assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
    ByteBuffer reply = ((Decoded.Rejected) decoded).reply();
    return new Message(reply);
  }

  @Test
  void aQuestionKeepsWhatItsSenderSaid() {
    Message message = query();
    message.addRecord(new OPTRecord(1400, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);

    assertThat(read(message)).isInstanceOf(Decoded.Asked.class);
    Query query = ((Decoded.Asked) read(message)).query();

    assertThat(query.name()).hasToString("ExAmple.org.");
    assertThat(query.type()).isEqualTo(Type.A);
    assertThat(query.request().id()).isEqualTo(7);
    assertThat(query.request().recursionDesired()).isTrue();
    assertThat(query.request().checkingDisabled()).isFalse();
    assertThat(query.request().authenticData()).isTrue();
    assertThat(query.request().edns()).contains(new Query.Edns(1400, true));
  }

  @Test
  void repliesAndScrapsAreIgnored() {
    Message reply = query();
    reply.getHeader().setFlag(Flags.QR);

    assertThat(read(reply)).isInstanceOf(Decoded.Ignored.class);
    assertThat(MessageReader.read(new byte[11], CLIENT)).isInstanceOf(Decoded.Ignored.class);
    assertThat(MessageReader.read(new byte[0], CLIENT)).isInstanceOf(Decoded.Ignored.class);
  }

  @Test
  void aNotifyAsksToo() {
    Message message = query();
    message.getHeader().setOpcode(Opcode.NOTIFY);

    assertThat(read(message)).isInstanceOf(Decoded.Asked.class);
    assertThat(((Decoded.Asked) read(message)).query().request().opcode()).isEqualTo(Opcode.NOTIFY);
  }

  @Test
  void anythingButOneWholeQuestionIsAFormatError() throws IOException {
    Message none = new Message(7);
    Message two = query();
    two.addRecord(
        Record.newRecord(Name.fromConstantString("b.org."), Type.A, DClass.IN), Section.QUESTION);
    byte[] cut = Arrays.copyOf(query().toWire(), 20);
    // A name that is a pointer to itself.
    byte[] loop = {0, 7, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, (byte) 0xc0, 12, 0, 1, 0, 1};

    assertThat(rejection(read(none)).getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(rejection(read(two)).getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(rejection(MessageReader.read(cut, CLIENT)).getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(rejection(MessageReader.read(loop, CLIENT)).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  /** What CoreDNS takes and what it does not, looked up there. */
  @ParameterizedTest
  @CsvSource({
    "2, 0, 0, FORMERR",
    "0, 2, 0, FORMERR",
    "0, 0, 3, FORMERR",
    "1, 1, 2, ''",
  })
  void onlyWhatOneQuestionCanHaveWithItIsTaken(
      int answers, int authorities, int additionals, String rcode) throws IOException {
    Message message = query();
    add(message, Section.ANSWER, answers);
    add(message, Section.AUTHORITY, authorities);
    add(message, Section.ADDITIONAL, additionals);

    Decoded decoded = read(message);

    if (rcode.isEmpty()) {
      assertThat(decoded).isInstanceOf(Decoded.Asked.class);
    } else {
      assertThat(Rcode.string(rejection(decoded).getRcode())).isEqualTo(rcode);
    }
  }

  private static void add(Message message, int section, int count) {
    for (int i = 0; i < count; i++) {
      byte[] address = {10, 0, 0, (byte) i};
      message.addRecord(
          new ARecord(message.getQuestion().getName(), DClass.IN, 0, address), section);
    }
  }

  @Test
  void aRejectionRepeatsTheBitsOfAQuery() throws IOException {
    Message status = query();
    status.getHeader().setOpcode(Opcode.STATUS);
    assertThat(rejection(read(status)).getHeader().getFlag(Flags.RD)).isTrue();
    assertThat(rejection(read(status)).getHeader().getFlag(Flags.CD)).isFalse();

    status.getHeader().unsetFlag(Flags.RD);
    status.getHeader().setFlag(Flags.CD);
    assertThat(rejection(read(status)).getHeader().getFlag(Flags.RD)).isFalse();
    assertThat(rejection(read(status)).getHeader().getFlag(Flags.CD)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6, 7, 15})
  void noOtherOperationIsImplemented(int opcode) throws IOException {
    byte[] packet = query().toWire();
    packet[2] |= (byte) (opcode << 3);

    Message reply = rejection(MessageReader.read(packet, CLIENT));

    assertThat(reply.getRcode()).isEqualTo(Rcode.NOTIMP);
    assertThat(reply.getHeader().getID()).isEqualTo(7);
    assertThat(reply.getHeader().getFlag(Flags.QR)).isTrue();
    assertThat(reply.getHeader().getOpcode()).isEqualTo(opcode);
    assertThat(reply.getQuestion()).isNull();
  }

  @Test
  void unknownEdnsVersionsLearnTheOneSpokenHere() throws IOException {
    Message message = query();
    message.addRecord(new OPTRecord(1232, 0, 1), Section.ADDITIONAL);

    Message reply = rejection(read(message));

    assertThat(reply.getRcode()).isEqualTo(Rcode.BADVERS);
    assertThat(reply.getHeader().getFlag(Flags.RD)).as("as it was").isTrue();
    assertThat(reply.getOPT().getVersion()).isZero();
  }
}
