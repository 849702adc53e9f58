package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** log, errors, prometheus and loadbalance: what they show of a query and do to its answer. */
class ObservingPluginsTest {

  private static final String KUBERNETES = "kubernetes cluster.local {\n ttl 30\n}\n";

  @Test
  void logWritesCoreDnsLines() {
    ChainUnderTest dns = ChainUnderTest.of(". {\n log\n" + KUBERNETES + "}");

    try (LogLines lines = LogLines.of("plugin/log")) {
      dns.dig("web.shop.svc.cluster.local A");
      dns.dig("absent.shop.svc.cluster.local AAAA");

      assertThat(lines.all()).hasSize(2);
      assertThat(lines.all().getFirst())
          .matches(
              "127\\.0\\.0\\.1:40000 - 4711 \"A IN web\\.shop\\.svc\\.cluster\\.local\\. tcp 44"
                  + " false 512\" NOERROR qr,aa,rd 60 \\d+\\.\\d{9}s");
      assertThat(lines.all().getLast()).contains("\" NXDOMAIN qr,aa,rd ");
    }
  }

  @Test
  void logMayShowSomeNamesClassesAndFields() {
    ChainUnderTest dns =
        ChainUnderTest.of(
            ". {\n log svc.cluster.local \"{type} {name} {rcode}\" {\n class denial\n}\n"
                + KUBERNETES
                + "}");

    try (LogLines lines = LogLines.of("plugin/log")) {
      dns.dig("web.shop.svc.cluster.local A");
      dns.dig("absent.shop.svc.cluster.local A");
      dns.dig("absent.cluster.local A");

      assertThat(lines.all()).containsExactly("A absent.shop.svc.cluster.local. NXDOMAIN");
    }
  }

  @Test
  void errorsSaysWhyAQueryFailed() {
    ChainUnderTest dns =
        ChainUnderTest.of(
            ". {\n errors\n kubernetes cluster.local {\n startup_timeout 0s\n}\n}",
            new TestProcess(Optional.empty()));

    try (LogLines lines = LogLines.of("plugin/errors")) {
      dns.dig("web.shop.svc.cluster.local A");

      assertThat(lines.all())
          .containsExactly(
              "2 web.shop.svc.cluster.local. A: the Kubernetes API has not been read yet");
    }
  }

  @Test
  void prometheusCountsUnderCoreDnsNames() {
    ChainUnderTest dns = ChainUnderTest.of(". {\n prometheus\n" + KUBERNETES + "}");

    dns.dig("web.shop.svc.cluster.local A");
    dns.dig("web.shop.svc.cluster.local TYPE65000");
    dns.dig("absent.shop.svc.cluster.local A");

    String series = "server=\"dns://:5353\"";
    String zone = "view=\"\",zone=\".\"";
    String requests = "coredns_dns_requests_total{family=\"1\",proto=\"tcp\"," + series;
    String responses = "coredns_dns_responses_total{plugin=\"\",rcode=";
    assertThat(dns.page("/metrics"))
        .contains(requests + ",type=\"A\"," + zone + "} 2.0\n")
        .contains(requests + ",type=\"other\"," + zone + "} 1.0\n")
        .contains(responses + "\"NXDOMAIN\"," + series + "," + zone + "} 1.0\n")
        .contains(responses + "\"NOERROR\"," + series + "," + zone + "} 2.0\n")
        .contains("coredns_dns_request_duration_seconds_count{" + series + "," + zone + "} 3\n")
        .contains("coredns_dns_request_size_bytes_count{proto=\"tcp\"," + series)
        .contains("# TYPE coredns_panics_total counter\ncoredns_panics_total 0.0\n");
  }

  @Test
  void loadbalanceShufflesAddressesBehindTheCname() {
    ChainUnderTest dns = ChainUnderTest.of(". {\n loadbalance\n" + KUBERNETES + "}");
    Set<String> orders = new HashSet<>();

    for (int i = 0; i < 200 && orders.size() < 2; i++) {
      orders.add(dns.dig("db.shop.svc.cluster.local A"));
      assertThat(dns.dig("shopfront.shop.svc.cluster.local A").lines().toList().get(1))
          .contains(" CNAME ");
    }

    assertThat(orders).hasSize(2);
  }
}
