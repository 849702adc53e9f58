package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.state.ClusterSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the cache keeps and for how long; the cluster behind it goes away, so only kept answers
 * stay.
 */
class CacheTest {

  private static final String WEB = "web.shop.svc.cluster.local A";
  private static final String ABSENT = "absent.shop.svc.cluster.local A";

  private final TestProcess process = new TestProcess(Optional.of(TestCluster.snapshot()));

  private ChainUnderTest with(String cache) {
    return ChainUnderTest.of(
        ". {\n " + cache + "\n kubernetes cluster.local {\n ttl 60\n }\n}", process);
  }

  private void emptyCluster() {
    process.deliver(
        new ClusterSnapshot(2, List.of(), List.of(), List.of(), List.of("shop"), List.of()));
  }

  @Test
  void answersCountDownToTheCap() {
    ChainUnderTest dns = with("cache 30");
    assertThat(dns.dig(WEB)).endsWith(" 30 A 10.96.0.20");
    emptyCluster();

    process.pass(Duration.ofSeconds(29));
    assertThat(dns.dig(WEB)).isEqualTo("NOERROR aa\nweb.shop.svc.cluster.local. 1 A 10.96.0.20");

    process.pass(Duration.ofSeconds(1));
    assertThat(dns.dig(WEB)).startsWith("NXDOMAIN");
  }

  @Test
  void denialsAreKeptAsLongAsTheirSoaSays() {
    ChainUnderTest dns = with("cache");
    emptyCluster();
    assertThat(dns.dig(WEB)).startsWith("NXDOMAIN").contains("cluster.local. 60 SOA");
    process.deliver(TestCluster.snapshot());

    process.pass(Duration.ofSeconds(59));
    assertThat(dns.dig(WEB)).startsWith("NXDOMAIN").contains("cluster.local. 1 SOA");

    process.pass(Duration.ofSeconds(1));
    assertThat(dns.dig(WEB)).startsWith("NOERROR");
  }

  @Test
  void questionsThatDifferOnlyInCaseShareAnEntryAndKeepTheirCase() {
    ChainUnderTest dns = with("cache");
    dns.dig(WEB);
    emptyCluster();

    assertThat(dns.dig("WEB.shop.SVC.cluster.local A"))
        .isEqualTo("NOERROR aa\nWEB.shop.SVC.cluster.local. 60 A 10.96.0.20");
    assertThat(dns.dig("web.shop.svc.cluster.local AAAA")).startsWith("NXDOMAIN");
  }

  @Test
  void successAndDenialHaveCapsOfTheirOwn() {
    ChainUnderTest dns = with("cache {\n success 100 20\n denial 100 7\n}");

    assertThat(dns.dig(WEB)).contains(" 20 A ");
    assertThat(dns.dig(ABSENT)).contains(" 7 SOA ");
  }

  @Test
  void kindsCanBeDisabledForZones() {
    ChainUnderTest dns =
        with("cache 30 {\n disable success cluster.local\n disable denial cluster.local\n}");
    // CoreDNS bounds the TTL of what it does not keep, too.
    assertThat(dns.dig(WEB)).endsWith(" 30 A 10.96.0.20");
    assertThat(dns.dig(ABSENT)).startsWith("NXDOMAIN");
    emptyCluster();

    assertThat(dns.dig(WEB)).startsWith("NXDOMAIN");
  }

  @Test
  void keptTtlsDoNotCountDownWithKeepttl() {
    ChainUnderTest dns = with("cache 30 {\n keepttl\n}");
    dns.dig(WEB);

    process.pass(Duration.ofSeconds(20));

    assertThat(dns.dig(WEB)).contains(" 30 A ");
  }

  @Test
  void whatThisServerCouldNotFindOutIsNotKept() {
    TestProcess unsynced = new TestProcess(Optional.empty());
    ChainUnderTest dns =
        ChainUnderTest.of(
            ". {\n cache\n kubernetes cluster.local {\n startup_timeout 0s\n}\n}", unsynced);
    assertThat(dns.dig(WEB)).startsWith("SERVFAIL aa");
    unsynced.deliver(TestCluster.snapshot());

    assertThat(dns.dig(WEB)).startsWith("NOERROR");
  }

  @Test
  void turningTheWallClockMakesNothingOldOrYoung() {
    ChainUnderTest dns = with("cache");
    dns.dig(WEB);
    emptyCluster();

    process.turnWallClock(Duration.ofDays(1));
    assertThat(dns.dig(WEB)).endsWith(" 60 A 10.96.0.20");
    process.turnWallClock(Duration.ofDays(-3));
    process.pass(Duration.ofSeconds(59));
    assertThat(dns.dig(WEB)).endsWith(" 1 A 10.96.0.20");
    process.pass(Duration.ofSeconds(1));
    assertThat(dns.dig(WEB)).startsWith("NXDOMAIN");
  }

  @Test
  void aFullCacheForgets() {
    ChainUnderTest dns = with("cache {\n denial 1024\n}\n prometheus");

    for (int i = 0; i < 3000; i++) {
      dns.dig("absent" + i + ".shop.svc.cluster.local A");
    }

    assertThat(dns.page("/metrics"))
        .containsPattern(
            "\ncoredns_cache_entries\\{[^}]*type=\"denial\"[^}]*} (9\\d\\d|10[0-2]\\d)\\.0\n")
        .containsPattern(
            "coredns_cache_evictions_total\\{[^}]*type=\"denial\"[^}]*} (19|20)\\d\\d");
  }

  @Test
  void countsHitsAndMisses() {
    ChainUnderTest dns = with("cache\n prometheus");

    dns.dig(WEB);
    dns.dig(WEB);
    dns.dig(ABSENT);

    String labels = "server=\"dns://:5353\",view=\"\",zones=\".\"";
    assertThat(dns.page("/metrics"))
        .contains("coredns_cache_requests_total{" + labels + "} 3.0\n")
        .contains("coredns_cache_misses_total{" + labels + "} 2.0\n")
        .contains(
            "coredns_cache_hits_total{server=\"dns://:5353\",type=\"success\",view=\"\",zones=\".\"}"
                + " 1.0\n");
  }

  @Test
  void theTargetOfAnAliasInsideIsNotFromTheCache() {
    ChainUnderTest dns = with("cache 30");
    dns.dig(WEB);
    process.pass(Duration.ofSeconds(20));

    assertThat(dns.dig("shopfront.shop.svc.cluster.local A"))
        .contains("shopfront.shop.svc.cluster.local. 30 CNAME")
        .endsWith("web.shop.svc.cluster.local. 30 A 10.96.0.20");
  }
}
