package dev.servicelab.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** How long replies are, to the byte. */
class MessageWriterTest {

  private static final Name NAME =
      Name.fromConstantString("a-name-of-40-bytes.in-a-zone.example.org.");

  /** Header, question and OPT record. */
  private static final int FRAME = 12 + NAME.length() + 4 + 11;

  /** An A record whose owner is a pointer. */
  private static final int RECORD = 16;

  private static Query query(Transport transport, String client, int offered) {
    Optional<Query.Edns> edns = Optional.of(new Query.Edns(offered, /* dnssecOk= */ false));
    return new Query(
        NAME,
        Type.A,
        DClass.IN,
        new Query.Request(7, true, false, edns, 60),
        new Client(new InetSocketAddress(InetAddress.ofLiteral(client), 1), transport));
  }

  private static Outcome addresses(int count) {
    List<Record> records =
        IntStream.range(0, count)
            .<Record>mapToObj(
                i -> new ARecord(NAME, DClass.IN, 5, new byte[] {10, 0, (byte) (i >> 8), (byte) i}))
            .toList();
    return new Outcome.Answer(Sections.answer(records), ReplyFlags.AUTHORITATIVE);
  }

  private static int answers(Encoded reply) throws IOException {
    return new Message(reply.bytes().duplicate()).getSection(Section.ANSWER).size();
  }

  @Test
  void aReplyOfExactlyTheClientsSizeIsWholeAndOneByteMoreIsCut() throws IOException {
    int exact = FRAME + 40 * RECORD;

    Encoded whole = MessageWriter.write(query(Transport.UDP, "192.0.2.1", exact), addresses(40));
    Encoded cut = MessageWriter.write(query(Transport.UDP, "192.0.2.1", exact - 1), addresses(40));

    assertThat(whole.bytes().remaining()).isEqualTo(exact);
    assertThat(whole.truncated()).isFalse();
    assertThat(answers(whole)).isEqualTo(40);
    assertThat(cut.truncated()).isTrue();
    assertThat(answers(cut)).isEqualTo(39);
    assertThat(new Message(cut.bytes()).getHeader().getFlag(Flags.TC)).isTrue();
  }

  @Test
  void tcpEndsAt65535Bytes() throws IOException {
    int fits = (65_535 - FRAME) / RECORD;

    Encoded whole = MessageWriter.write(query(Transport.TCP, "192.0.2.1", 512), addresses(fits));
    Encoded cut = MessageWriter.write(query(Transport.TCP, "192.0.2.1", 512), addresses(fits + 1));

    assertThat(whole.truncated()).isFalse();
    assertThat(answers(whole)).isEqualTo(fits);
    assertThat(cut.truncated()).isTrue();
    assertThat(answers(cut)).isEqualTo(fits);
  }

  /**
   * CoreDNS compresses what else would be larger than a packet, even if the client took it: 1,480
   * bytes over IPv4, 1,220 over IPv6. Here every reply is compressed.
   */
  @ParameterizedTest
  @CsvSource({"192.0.2.1, 1480", "2001:db8::1, 1220"})
  void whatIsLargerThanAPacketIsCompressedThoughItWouldFit(String client, int packet) {
    int uncompressed = NAME.length() + 14;
    int count = (packet - FRAME) / uncompressed + 1;

    Encoded reply = MessageWriter.write(query(Transport.UDP, client, 4096), addresses(count));

    assertThat(FRAME + count * uncompressed).isGreaterThan(packet);
    assertThat(reply.bytes().remaining()).isEqualTo(FRAME + count * RECORD).isLessThan(packet);
  }
}
