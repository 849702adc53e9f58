package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.Client.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Small facts of the wire that clients could tell us from CoreDNS by. */
class WireFactsTest {

  @TempDir private Path folder;

  private ChainUnderTest file(String others) throws IOException {
    Path zone =
        Files.writeString(
            folder.resolve("zone"),
            """
            $TTL 1h
            @       SOA  ns hostmaster 7 2h 30m 1d 5m
            _s._tcp SRV  0 0 80 long-name-of-a-host
                    SRV  0 0 81 long-name-of-a-host
            long-name-of-a-host A 192.0.2.1
            """);
    return ChainUnderTest.of(
        "example.org {\n file " + zone + "\n}\n" + others, new TestProcess(Optional.empty()));
  }

  private static Message ask(ChainUnderTest dns, Message question) {
    return Dig.parse(dns.ask(question.toWire(), Transport.UDP).orElseThrow());
  }

  @Test
  void aClassIsTakenByAllZonesOfAnAddressOrByNone() throws IOException {
    Message chaos = new Message(Dig.question("_s._tcp.example.org SRV"));
    Record asked = chaos.getQuestion();
    chaos.removeAllRecords(Section.QUESTION);
    chaos.addRecord(
        Record.newRecord(asked.getName(), asked.getType(), DClass.CH), Section.QUESTION);

    assertThat(ask(file(""), chaos).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(ask(file("test {\n chaos\n}"), chaos).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void aNotifyIsAnsweredAsAQuestion() throws IOException {
    Message notify = new Message(Dig.question("example.org SOA"));
    notify.getHeader().setOpcode(Opcode.NOTIFY);

    Message reply = ask(file(""), notify);

    assertThat(reply.getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
    assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(reply.getHeader().getFlag(Flags.RD)).isFalse();
    assertThat(reply.getSection(Section.ANSWER)).hasSize(1);
  }

  @Test
  void targetsAreWrittenWholeAndOwnersPointAtThem() throws IOException {
    byte[] reply =
        file("").ask(Dig.question("_s._tcp.example.org SRV"), Transport.TCP).orElseThrow();
    Message message = Dig.parse(reply);
    Record address = message.getSection(Section.ADDITIONAL).getFirst();

    assertThat(address.getName())
        .isEqualTo(Name.fromConstantString("long-name-of-a-host.example.org."));
    // The owner is a pointer: two bytes before ten fixed ones and four of the address.
    assertThat(reply[reply.length - 16] & 0xc0).isEqualTo(0xc0);
    assertThat(occurrences(reply, "long-name-of-a-host")).as("once for each SRV").isEqualTo(2);
  }

  @Test
  void whatAnUpstreamSaysIsNotAnErrorOfThisServer() {
    try (TestUpstream upstream =
            TestUpstream.of(question -> UpstreamReply.denial(question, Rcode.SERVFAIL));
        LogLines lines = LogLines.of("plugin/errors")) {
      ChainUnderTest dns =
          ChainUnderTest.of(
              ". {\n errors\n forward . " + upstream.address() + "\n}",
              new TestProcess(Optional.empty()));

      assertThat(dns.dig("example.org A")).startsWith("SERVFAIL");
      assertThat(lines.all()).isEmpty();
    }
  }

  @Test
  void whoAsksLearnsWhetherTheAnswerWasValidatedAlsoFromTheCache() {
    try (TestUpstream upstream =
        TestUpstream.of(
            question -> {
              Message reply = UpstreamReply.addresses(question, 1);
              reply.getHeader().setFlag(Flags.AD);
              return reply;
            })) {
      ChainUnderTest dns =
          ChainUnderTest.of(
              ". {\n cache\n forward . " + upstream.address() + "\n}",
              new TestProcess(Optional.empty()));
      Message curious = new Message();
      curious.addRecord(parse("example.org A").getQuestion(), Section.QUESTION);
      curious.getHeader().setFlag(Flags.AD);

      assertThat(ask(dns, curious).getHeader().getFlag(Flags.AD)).isTrue();
      assertThat(ask(dns, curious).getHeader().getFlag(Flags.AD)).as("cached").isTrue();
      assertThat(dns.dig("example.org A")).doesNotContain(" ad");
    }
  }

  private static Message parse(String question) {
    return Dig.parse(Dig.question(question));
  }

  private static int occurrences(byte[] bytes, String text) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    return all.split(Pattern.quote(text), -1).length - 1;
  }
}
