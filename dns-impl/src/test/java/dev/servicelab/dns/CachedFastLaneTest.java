package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.fast.FastPath;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;

/** What an upstream said is answered without the plugins, too, with the same bytes as with them. */
class CachedFastLaneTest {

  private static final String NAME = "www.example.org A";

  private final TestUpstream upstream = TestUpstream.of(CachedFastLaneTest::answer);
  private final TestProcess process = new TestProcess(Optional.of(TestCluster.snapshot()));

  @AfterEach
  void close() {
    upstream.close();
  }

  private static Message answer(Message question) {
    Name name = question.getQuestion().getName();
    String first = name.getLabelString(0).toLowerCase(Locale.ROOT);
    return switch (first) {
      case "absent" -> UpstreamReply.denial(question, Rcode.NXDOMAIN);
      case "empty" -> UpstreamReply.denial(question, Rcode.NOERROR);
      case "failing" -> UpstreamReply.denial(question, Rcode.SERVFAIL);
      case "many" -> UpstreamReply.addresses(question, 60);
      case "alias" -> alias(question);
      case "_sip" -> service(question);
      default -> UpstreamReply.addresses(question, 2);
    };
  }

  private static Message alias(Message question) {
    Name name = question.getQuestion().getName();
    Name target = new Name(name, 1);
    Message reply = UpstreamReply.empty(question);
    reply.addRecord(new CNAMERecord(name, DClass.IN, 60, target), Section.ANSWER);
    reply.addRecord(new ARecord(target, DClass.IN, 60, new byte[] {1, 2, 3, 4}), Section.ANSWER);
    return reply;
  }

  private static Message service(Message question) {
    Name name = question.getQuestion().getName();
    Message reply = UpstreamReply.empty(question);
    Name target = Name.fromConstantString("Sip.Example.ORG.");
    reply.addRecord(new SRVRecord(name, DClass.IN, 60, 1, 2, 5060, target), Section.ANSWER);
    return reply;
  }

  private ChainUnderTest with(String options) {
    return ChainUnderTest.of(
        ". {\n cache {\n%s\n}\n kubernetes cluster.local\n forward . %s\n}"
            .formatted(options, upstream.address()),
        process);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        NAME,
        "WWW.eXample.org A",
        "alias.example.org A",
        "ALIAS.Example.ORG A",
        "_sip._udp.example.org SRV",
        "absent.example.org A",
        "empty.example.org AAAA",
        "failing.example.org A",
        "many.example.org A"
      })
  void bothWaysAnswerWithTheSameBytes(String question) {
    ChainUnderTest dns = with("");
    dns.dig(question);
    dns.dig(question);
    process.pass(Duration.ofSeconds(2));
    Message secure = Dig.parse(Dig.question(question));
    secure.addRecord(new OPTRecord(1232, 0, 0, 0x8000), Section.ADDITIONAL);
    dns.ask(secure.toWire(), Transport.UDP);
    dns.ask(secure.toWire(), Transport.UDP);

    for (byte[] packet :
        new byte[][] {Dig.question(question), Dig.question(question, 4096), secure.toWire()}) {
      byte[] fast = fast(dns, packet).orElseThrow();
      byte[] slow = dns.ask(packet, Transport.UDP).orElseThrow();
      assertThat(Dig.parse(fast).toString()).isEqualTo(Dig.parse(slow).toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dns-version.cluster.local TXT",
        "web.shop.svc.cluster.local A",
        "absent.shop.svc.cluster.local A"
      })
  void theCacheBoundsWhatTheClusterSaysOnBothWays(String question) {
    ChainUnderTest dns = with("success 1024 4 1\n denial 1024 3 1");
    byte[] packet = Dig.question(question);

    assertThat(Dig.text(fast(dns, packet).orElseThrow()))
        .isEqualTo(Dig.text(dns.ask(packet, Transport.UDP).orElseThrow()))
        .containsPattern(" [34] (A|TXT|SOA) ");
  }

  @Test
  void theTimeLeftCountsDownAndEnds() {
    ChainUnderTest dns = with("");
    dns.dig(NAME);
    assertThat(fast(dns, Dig.question(NAME))).isEmpty();
    dns.dig(NAME);

    process.pass(Duration.ofSeconds(59));
    assertThat(Dig.text(fast(dns, Dig.question(NAME)).orElseThrow()))
        .startsWith("NOERROR aa ra\nwww.example.org. 1 A 192.0.2.1");
    process.pass(Duration.ofSeconds(1));
    assertThat(fast(dns, Dig.question(NAME))).isEmpty();
  }

  @Test
  void whatIsDueToBeAskedForAgainTakesTheLongWay() {
    ChainUnderTest dns = with("prefetch 2 1m 50%");
    dns.dig(NAME);
    dns.dig(NAME);
    assertThat(fast(dns, Dig.question(NAME))).isPresent();

    process.pass(Duration.ofSeconds(30));
    assertThat(fast(dns, Dig.question(NAME))).isEmpty();
  }

  @Test
  void otherQuestionsForTheNameAreOtherQuestions() {
    ChainUnderTest dns = with("");
    dns.dig(NAME);
    dns.dig(NAME);
    Message unchecked = Dig.parse(Dig.question(NAME));
    unchecked.getHeader().setFlag(Flags.CD);

    assertThat(fast(dns, unchecked.toWire())).isEmpty();
    assertThat(fast(dns, Dig.question("www.example.org AAAA"))).isEmpty();
    assertThat(fast(dns, Dig.question("www.example.com A"))).isEmpty();
  }

  @Test
  void aHitAllocatesNothing() {
    ChainUnderTest dns = with("");
    dns.dig(NAME);
    dns.dig(NAME);
    FastPath fast = dns.fast();
    byte[] packet = Dig.question(NAME);
    ask(fast, packet, 20_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(ask(fast, packet, 100_000)).isEqualTo(100_000);

    // The test's own clock makes an object each time it is asked; a server's does not.
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000L * 100);
  }

  private static int ask(FastPath fast, byte[] packet, int times) {
    int answered = 0;
    for (int i = 0; i < times; i++) {
      answered += fast.answer(packet, packet.length, false, false, 0) > 0 ? 1 : 0;
    }
    return answered;
  }

  private static Optional<byte[]> fast(ChainUnderTest dns, byte[] packet) {
    FastPath fast = dns.fast();
    int length = fast.answer(packet, packet.length, false, false, System.nanoTime());
    return length == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(fast.reply(), length));
  }
}
