package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The record rules, asked as a client would: specification sections in order, then denials. */
class ClusterNamesTest {

  private static final String SOA =
      "authority: cluster.local. 30 SOA ns.dns.cluster.local. hostmaster.cluster.local."
          + " 1700000000 7200 1800 86400 30";
  private static final String NO_DATA = "NOERROR aa\n" + SOA;
  private static final String NAME_ERROR = "NXDOMAIN aa\n" + SOA;

  private final ChainUnderTest dns =
      ChainUnderTest.of(
          """
          .:53 {
              kubernetes cluster.local in-addr.arpa ip6.arpa {
                  pods insecure
                  ttl 30
              }
          }
          """);

  @Test
  void schemaVersion() {
    assertThat(dns.dig("dns-version.cluster.local TXT"))
        .isEqualTo("NOERROR aa\ndns-version.cluster.local. 28800 TXT \"1.1.0\"");
  }

  @Test
  void clusterIpHasItsAddressesReadyOrNot() {
    assertThat(dns.dig("web.shop.svc.cluster.local A"))
        .isEqualTo("NOERROR aa\nweb.shop.svc.cluster.local. 30 A 10.96.0.20");
    assertThat(dns.dig("empty.shop.svc.cluster.local A"))
        .isEqualTo("NOERROR aa\nempty.shop.svc.cluster.local. 30 A 10.96.0.21");
    assertThat(dns.dig("dual.shop.svc.cluster.local A"))
        .isEqualTo("NOERROR aa\ndual.shop.svc.cluster.local. 30 A 10.96.0.22");
    assertThat(dns.dig("dual.shop.svc.cluster.local AAAA"))
        .isEqualTo("NOERROR aa\ndual.shop.svc.cluster.local. 30 AAAA fd00:10:96:0:0:0:0:16");
  }

  @Test
  void clusterIpPortsLeadToTheService() {
    assertThat(dns.dig("_http._tcp.web.shop.svc.cluster.local SRV"))
        .isEqualTo(
            """
            NOERROR aa
            _http._tcp.web.shop.svc.cluster.local. 30 SRV 0 100 80 web.shop.svc.cluster.local.
            additional: web.shop.svc.cluster.local. 30 A 10.96.0.20\
            """);
    assertThat(dns.dig("_HTTP._TCP.web.shop.svc.cluster.local SRV"))
        .startsWith("NOERROR aa\n_HTTP");
  }

  @Test
  void serviceNameHasAllPortsAsInCoreDns() {
    assertThat(dns.dig("web.shop.svc.cluster.local SRV"))
        .isEqualTo(
            """
            NOERROR aa
            web.shop.svc.cluster.local. 30 SRV 0 50 80 web.shop.svc.cluster.local.
            web.shop.svc.cluster.local. 30 SRV 0 50 443 web.shop.svc.cluster.local.
            additional: web.shop.svc.cluster.local. 30 A 10.96.0.20\
            """);
  }

  @Test
  void clusterIpLeadsBackToItsService() {
    assertThat(dns.dig("20.0.96.10.in-addr.arpa PTR"))
        .isEqualTo("NOERROR aa\n20.0.96.10.in-addr.arpa. 30 PTR web.shop.svc.cluster.local.");
    assertThat(
            dns.dig("6.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.1.0.0.0.0.d.f.ip6.arpa PTR"))
        .endsWith("PTR dual.shop.svc.cluster.local.");
  }

  @Test
  void headlessHasItsReadyEndpoints() {
    assertThat(dns.dig("db.shop.svc.cluster.local A"))
        .isEqualTo(
            """
            NOERROR aa
            db.shop.svc.cluster.local. 30 A 10.244.1.5
            db.shop.svc.cluster.local. 30 A 10.244.2.5\
            """);
    assertThat(dns.dig("nobody.shop.svc.cluster.local A")).isEqualTo(NAME_ERROR);
  }

  @Test
  void publishedEndpointsNeedNotServe() {
    assertThat(dns.dig("starting-0.starting.shop.svc.cluster.local A"))
        .isEqualTo("NOERROR aa\nstarting-0.starting.shop.svc.cluster.local. 30 A 10.244.2.8");
  }

  @Test
  void endpointsHaveNamesOfTheirOwn() {
    assertThat(dns.dig("db-0.db.shop.svc.cluster.local A"))
        .isEqualTo("NOERROR aa\ndb-0.db.shop.svc.cluster.local. 30 A 10.244.1.5");
    assertThat(dns.dig("10-244-2-5.db.shop.svc.cluster.local A"))
        .isEqualTo("NOERROR aa\n10-244-2-5.db.shop.svc.cluster.local. 30 A 10.244.2.5");
    assertThat(dns.dig("db-2.db.shop.svc.cluster.local A")).isEqualTo(NAME_ERROR);
    assertThat(dns.dig("10-244-1-4.web.shop.svc.cluster.local A"))
        .isEqualTo("NOERROR aa\n10-244-1-4.web.shop.svc.cluster.local. 30 A 10.244.1.4");
  }

  @Test
  void ipv6EndpointsHaveNamesWithoutATrailingDash() {
    assertThat(dns.dig("fd00-10-244--5.six.shop.svc.cluster.local AAAA"))
        .endsWith(" 30 AAAA fd00:10:244:0:0:0:0:5");
    assertThat(dns.dig("fd00-10-244-1--0.six.shop.svc.cluster.local AAAA"))
        .endsWith(" 30 AAAA fd00:10:244:1:0:0:0:0");
  }

  @Test
  void headlessPortsLeadToTheEndpoints() {
    assertThat(dns.dig("_sql._tcp.db.shop.svc.cluster.local SRV"))
        .isEqualTo(
            """
            NOERROR aa
            _sql._tcp.db.shop.svc.cluster.local. 30 SRV 0 50 5432 db-0.db.shop.svc.cluster.local.
            _sql._tcp.db.shop.svc.cluster.local. 30 SRV 0 50 5432 10-244-2-5.db.shop.svc.cluster.local.
            additional: db-0.db.shop.svc.cluster.local. 30 A 10.244.1.5
            additional: 10-244-2-5.db.shop.svc.cluster.local. 30 A 10.244.2.5\
            """);
  }

  @Test
  void endpointsLeadBackToTheirNames() {
    assertThat(dns.dig("5.1.244.10.in-addr.arpa PTR"))
        .isEqualTo("NOERROR aa\n5.1.244.10.in-addr.arpa. 30 PTR db-0.db.shop.svc.cluster.local.");
    assertThat(dns.dig("4.1.244.10.in-addr.arpa PTR"))
        .endsWith("PTR 10-244-1-4.web.shop.svc.cluster.local.");
  }

  @Test
  void externalNameInsideTheClusterIsFollowed() {
    assertThat(dns.dig("shopfront.shop.svc.cluster.local A"))
        .isEqualTo(
            """
            NOERROR aa
            shopfront.shop.svc.cluster.local. 30 CNAME web.shop.svc.cluster.local.
            web.shop.svc.cluster.local. 30 A 10.96.0.20\
            """);
    assertThat(dns.dig("shopfront.shop.svc.cluster.local CNAME"))
        .isEqualTo(
            "NOERROR aa\nshopfront.shop.svc.cluster.local. 30 CNAME web.shop.svc.cluster.local.");
  }

  @Test
  void externalNameNobodyResolvesShowsItsAlias() {
    assertThat(dns.dig("docs.shop.svc.cluster.local A"))
        .isEqualTo("NOERROR aa\ndocs.shop.svc.cluster.local. 30 CNAME docs.example.com.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone", "egg", "hen"})
  void externalNameThatLeadsNowhereInsideHasNoData(String service) {
    assertThat(dns.dig(service + ".shop.svc.cluster.local A")).isEqualTo(NO_DATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-2-3-4.shop.pod.cluster.local A",
        "1-2-3-4.SHOP.pod.cluster.local A",
        "2001-db8--1.shop.pod.cluster.local AAAA"
      })
  void insecurePodNamesEchoTheirAddress(String question) {
    assertThat(dns.dig(question)).startsWith("NOERROR aa\n").contains(" 30 A");
  }

  @Test
  void apexNamesItsZone() {
    assertThat(dns.dig("cluster.local SOA"))
        .isEqualTo("NOERROR aa\n" + SOA.replace("authority: ", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cluster.local A",
        "svc.cluster.local A",
        "pod.cluster.local A",
        "shop.svc.cluster.local A",
        "closed.svc.cluster.local A",
        "shop.pod.cluster.local A",
        "web.shop.svc.cluster.local AAAA",
        "web.shop.svc.cluster.local MX",
        "web.shop.svc.cluster.local SOA",
        "_tcp.web.shop.svc.cluster.local A",
        "_http._tcp.web.shop.svc.cluster.local A",
        "db-0.db.shop.svc.cluster.local AAAA",
        "docs.shop.svc.cluster.local SRV",
        "1-2-3-4.shop.pod.cluster.local AAAA"
      })
  void existingNamesWithoutTheTypeHaveNoData(String question) {
    assertThat(dns.dig(question)).isEqualTo(NO_DATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other.cluster.local A",
        "absent.svc.cluster.local A",
        "absent.shop.svc.cluster.local A",
        "*.shop.svc.cluster.local A",
        "any.shop.svc.cluster.local A",
        "_https._tcp.web.shop.svc.cluster.local SRV",
        "_http._udp.web.shop.svc.cluster.local SRV",
        "a.b.c.web.shop.svc.cluster.local A",
        "sub.docs.shop.svc.cluster.local A",
        "number.shop.svc.cluster.local A",
        "1-2-3.shop.pod.cluster.local A",
        "1-2-3-4.absent.pod.cluster.local A",
        "x.1-2-3-4.shop.pod.cluster.local A"
      })
  void absentNamesDoNotExist(String question) {
    assertThat(dns.dig(question)).isEqualTo(NAME_ERROR);
  }

  @Test
  void reverseNamesAboveAnAddressExistWithoutData() {
    assertThat(dns.dig("96.10.in-addr.arpa PTR"))
        .startsWith("NOERROR aa\nauthority: in-addr.arpa.");
    assertThat(dns.dig("9.9.9.9.in-addr.arpa PTR"))
        .startsWith("NXDOMAIN aa\nauthority: in-addr.arpa. 30 SOA ns.dns.in-addr.arpa.");
  }

  @Test
  void namesThatNoPluginTakesFailAsInCoreDns() {
    assertThat(dns.dig("example.com A")).isEqualTo("SERVFAIL");
    assertThat(dns.dig("web.shop.svc.cluster.local A CH")).isEqualTo("REFUSED");
    assertThat(dns.dig("cluster.local AXFR")).isEqualTo("REFUSED");
  }

  @Test
  void repliesKeepTheCaseOfTheQuestion() {
    assertThat(dns.dig("WeB.ShOp.sVc.cLuStEr.LoCaL A"))
        .isEqualTo("NOERROR aa\nWeB.ShOp.sVc.cLuStEr.LoCaL. 30 A 10.96.0.20");
    assertThat(dns.dig("_http._tcp.WEB.shop.svc.Cluster.LOCAL SRV"))
        .contains("WEB.shop.svc.Cluster.LOCAL. 30 SRV 0 100 80 web.shop.svc.Cluster.LOCAL.\n");
    assertThat(dns.dig("absent.ShOp.sVc.cLuStEr.LoCaL A"))
        .startsWith("NXDOMAIN aa\nauthority: cLuStEr.LoCaL. 30 SOA");
  }
}
