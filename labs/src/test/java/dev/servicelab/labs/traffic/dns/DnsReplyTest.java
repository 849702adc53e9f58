package dev.servicelab.labs.traffic.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What dig prints for a table of questions, and how it is asked. */
class DnsReplyTest {

  private static final String TWO =
      """
      ;; Got answer:
      ;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 4242
      ;; flags: qr aa rd; QUERY: 1, ANSWER: 2, AUTHORITY: 0, ADDITIONAL: 3
      ;; WARNING: recursion requested but not available

      ;; OPT PSEUDOSECTION:
      ; EDNS: version: 0, flags:; udp: 1232
      ;; ANSWER SECTION:
      _sql._tcp.db.shop.svc.cluster.local. 30 IN SRV 0 50 5432 db-0.db.shop.svc.cluster.local.
      _sql._tcp.db.shop.svc.cluster.local. 30 IN SRV 0 50 5432 db-1.db.shop.svc.cluster.local.

      ;; ADDITIONAL SECTION:
      db-0.db.shop.svc.cluster.local.\t30\tIN\tA\t10.244.1.5
      db-1.db.shop.svc.cluster.local.\t29\tIN\tA\t10.244.2.5

      ;; Query time: 0 msec
      ;; SERVER: 10.96.0.10#53(10.96.0.10) (UDP)
      ;; MSG SIZE  rcvd: 312

      ;; Got answer:
      ;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 4243
      ;; flags: qr aa tc rd; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 0

      ;; AUTHORITY SECTION:
      cluster.local. 30 IN SOA ns.dns.cluster.local. hostmaster.cluster.local. 1 7200 1800 86400 30

      ;; Query time: 0 msec
      ;; MSG SIZE  rcvd: 123

      """;

  @Test
  void readsEachReplyWithItsSections() {
    List<DnsReply> replies = DnsReply.parse(TWO);

    assertThat(replies).hasSize(2);
    DnsReply found = replies.getFirst();
    assertThat(found.status()).isEqualTo("NOERROR");
    assertThat(found.flags()).containsExactly("qr", "aa", "rd");
    assertThat(found.edns()).isTrue();
    assertThat(found.size()).isEqualTo(312);
    assertThat(found.answer())
        .hasSize(2)
        .contains(
            new DnsReply.Line(
                "_sql._tcp.db.shop.svc.cluster.local.",
                30,
                "SRV",
                "0 50 5432 db-1.db.shop.svc.cluster.local."));
    assertThat(found.authority()).isEmpty();
    assertThat(found.additional())
        .extracting(DnsReply.Line::ttl, DnsReply.Line::data)
        .containsExactly(tuple(30, "10.244.1.5"), tuple(29, "10.244.2.5"));
    DnsReply denied = replies.getLast();
    assertThat(denied.status()).isEqualTo("NXDOMAIN");
    assertThat(denied.flags()).contains("tc");
    assertThat(denied.edns()).isFalse();
    assertThat(denied.answer()).isEmpty();
    assertThat(denied.authority()).extracting(DnsReply.Line::type).containsExactly("SOA");
  }

  @Test
  void silenceIsNoReplyAndHalfAReplyIsAnError() {
    assertThat(DnsReply.parse(";; communications error to 10.0.0.1#53: timed out\n")).isEmpty();
    assertThatThrownBy(() -> DnsReply.parse(";; ->>HEADER<<- opcode: QUERY, id: 1\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not what dig prints");
  }

  @Test
  void asksAllQuestionsAtOnceOfTheServerIfThereIsOne() {
    List<List<String>> questions = List.of(List.of("a.test", "A"), List.of("b.test", "SRV"));

    assertThat(DnsReply.command("10.0.0.1", List.of("+tcp"), questions))
        .startsWith("dig", "+noall")
        .containsSequence("+tcp", "@10.0.0.1", "-q", "a.test", "-t", "A", "-q", "b.test")
        .endsWith("-t", "SRV");
    assertThat(DnsReply.command("", List.of(), questions)).noneMatch(word -> word.startsWith("@"));
  }
}
