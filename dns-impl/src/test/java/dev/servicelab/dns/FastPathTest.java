package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.fast.FastPath;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fast lane is for, and which Corefiles have one. */
class FastPathTest {

  private static final List<String> READY =
      List.of(
          "web.shop.svc.cluster.local A",
          "web.shop.svc.cluster.local AAAA",
          "absent.shop.svc.cluster.local A",
          "many.shop.svc.cluster.local A",
          "_sql._tcp.db.shop.svc.cluster.local SRV",
          "5.1.244.10.in-addr.arpa PTR",
          "cluster.local SOA");

  @Test
  void theUsualCorefileHasAFastLane() {
    FastPath fast = ChainUnderTest.of(ConfigBuilderTest.ARTICLE).fast();
    assertThat(READY).allSatisfy(question -> assertThat(ask(fast, question)).isPositive());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shopfront.shop.svc.cluster.local A",
        "www.example.org A",
        "1.2.3.10.in-addr.arpa PTR",
        "web.shop.svc.cluster.local AXFR"
      })
  void whatAnotherMayKnowTakesTheLongWay(String question) {
    assertThat(ask(ChainUnderTest.of(ConfigBuilderTest.ARTICLE).fast(), question)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "bufsize 512", "edns {\nunknown_options echo\n}"})
  void pluginsThatSeeEveryQueryCloseTheLane(String line) {
    FastPath fast = ChainUnderTest.of(ConfigBuilderTest.ARTICLE.replace("errors", line)).fast();
    assertThat(READY).allSatisfy(question -> assertThat(ask(fast, question)).isZero());
  }

  @Test
  void aQueryAllocatesNothing() {
    FastPath fast = ChainUnderTest.of(ConfigBuilderTest.ARTICLE).fast();
    List<byte[]> packets = READY.stream().map(Dig::question).toList();
    // What is made at the first question, and by the compilers.
    run(fast, packets, 20_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    run(fast, packets, 100_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("bytes for 100,000 queries").isLessThan(10_000);
  }

  @Test
  void eachAddressIsInFrontEquallyOften() {
    FastPath fast = ChainUnderTest.of(ConfigBuilderTest.ARTICLE).fast();
    Map<String, Long> first =
        IntStream.range(0, 3_000)
            .mapToObj(i -> reply(fast, "db.shop.svc.cluster.local A").lines().toList().get(1))
            .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
    assertThat(first).hasSize(2);
    assertThat(first.values()).allSatisfy(times -> assertThat(times).isBetween(1_200L, 1_800L));
  }

  @Test
  void queriesAreCounted() {
    ChainUnderTest dns = ChainUnderTest.of(ConfigBuilderTest.ARTICLE);
    ask(dns.fast(), "web.shop.svc.cluster.local A");
    ask(dns.fast(), "absent.shop.svc.cluster.local A");
    assertThat(dns.page("/metrics"))
        .contains("rcode=\"NXDOMAIN\"")
        .containsPattern("coredns_dns_requests_total\\{.*proto=\"udp\".*type=\"A\".*} 2");
  }

  @Test
  void bothWaysSpellTheNameAsTheClientDoes() {
    ChainUnderTest dns = ChainUnderTest.of(ConfigBuilderTest.ARTICLE);
    String question = "_SQL._tcp.db.shop.svc.CLUSTER.local SRV";
    String slow = Dig.text(dns.ask(Dig.question(question), Transport.UDP).orElseThrow());
    assertThat(reply(dns.fast(), question).lines())
        .contains("additional: db-0.db.shop.svc.CLUSTER.local. 30 A 10.244.1.5")
        .containsExactlyInAnyOrderElementsOf(slow.lines().toList());
  }

  private static void run(FastPath fast, List<byte[]> packets, int times) {
    int unanswered = 0;
    for (int i = 0; i < times; i++) {
      byte[] packet = packets.get(i % packets.size());
      if (fast.answer(packet, packet.length, false, false, System.nanoTime()) == 0) {
        unanswered++;
      }
    }
    assertThat(unanswered).isZero();
  }

  private static int ask(FastPath fast, String question) {
    byte[] packet = Dig.question(question);
    return fast.answer(packet, packet.length, false, false, System.nanoTime());
  }

  private static String reply(FastPath fast, String question) {
    int length = ask(fast, question);
    return Dig.text(Arrays.copyOf(fast.reply(), length));
  }
}
