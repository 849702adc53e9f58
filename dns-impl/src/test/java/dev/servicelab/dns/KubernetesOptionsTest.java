package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.LabelSelector;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each option of the kubernetes plugin changes. */
class KubernetesOptionsTest {

  private static ChainUnderTest with(String... options) {
    return ChainUnderTest.of(corefile(options));
  }

  private static String corefile(String... options) {
    return """
    . {
        kubernetes cluster.local in-addr.arpa {
            %s
        }
    }
    """
        .formatted(String.join("\n", options));
  }

  @Test
  void ttlIsFiveSecondsUnlessSaid() {
    assertThat(with().dig("web.shop.svc.cluster.local A")).endsWith(" 5 A 10.96.0.20");
    assertThat(with("ttl 0").dig("web.shop.svc.cluster.local A")).endsWith(" 0 A 10.96.0.20");
    // The SOA itself lives 300 seconds at most; its minimum, which bounds denials, is the option's.
    assertThat(with("ttl 3600").dig("absent.shop.svc.cluster.local A"))
        .contains("cluster.local. 300 SOA")
        .endsWith(" 3600");
  }

  @Test
  void podNamesAreDisabledByDefault() {
    assertThat(with().dig("10-244-1-5.shop.pod.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(with().dig("shop.pod.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(with().dig("pod.cluster.local A")).startsWith("NOERROR");
  }

  @Test
  void verifiedPodNamesNeedAPod() {
    ChainUnderTest dns = with("pods verified");

    assertThat(dns.dig("10-244-1-5.shop.pod.cluster.local A")).endsWith(" 5 A 10.244.1.5");
    assertThat(dns.dig("10-244-1-6.shop.pod.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(dns.dig("10-244-1-5.default.pod.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(dns.dig("shop.pod.cluster.local A")).startsWith("NOERROR");
  }

  @Test
  void onlyAbsentNamesFallThrough() {
    ChainUnderTest dns = with("fallthrough in-addr.arpa");

    // Nothing stands behind kubernetes here, so what falls through fails.
    assertThat(dns.dig("9.9.9.9.in-addr.arpa PTR")).isEqualTo("SERVFAIL");
    assertThat(dns.dig("96.10.in-addr.arpa PTR")).startsWith("NOERROR aa");
    assertThat(dns.dig("absent.shop.svc.cluster.local A")).startsWith("NXDOMAIN aa");
    assertThat(with("fallthrough").dig("absent.shop.svc.cluster.local A")).isEqualTo("SERVFAIL");
  }

  @Test
  void namespacesLimitWhatIsShown() {
    ChainUnderTest dns = with("namespaces closed", "pods insecure");

    assertThat(dns.dig("web.shop.svc.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(dns.dig("shop.svc.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(dns.dig("20.0.96.10.in-addr.arpa PTR")).startsWith("NXDOMAIN");
    assertThat(dns.dig("1-2-3-4.shop.pod.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(dns.dig("closed.svc.cluster.local A")).startsWith("NOERROR");
  }

  @Test
  void noendpointsLeavesOnlyVirtualAddresses() {
    ChainUnderTest dns = with("noendpoints");

    assertThat(dns.dig("db.shop.svc.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(dns.dig("web.shop.svc.cluster.local A")).startsWith("NOERROR");
  }

  @Test
  void endpointsMayBeNamedAfterTheirPods() {
    ChainUnderTest dns = with("endpoint_pod_names");

    assertThat(dns.dig("db-1.db.shop.svc.cluster.local A")).endsWith(" A 10.244.2.5");
    assertThat(dns.dig("5.2.244.10.in-addr.arpa PTR"))
        .endsWith("PTR db-1.db.shop.svc.cluster.local.");
  }

  @Test
  void reverseNamesMayNeedAHostname() {
    ChainUnderTest dns = with("ptr_hostname_only");

    assertThat(dns.dig("5.1.244.10.in-addr.arpa PTR")).startsWith("NOERROR");
    assertThat(dns.dig("5.2.244.10.in-addr.arpa PTR")).startsWith("NXDOMAIN");
  }

  @Test
  void emptyServicesMayBeIgnored() {
    ChainUnderTest dns = with("ignore empty_service");

    assertThat(dns.dig("empty.shop.svc.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(dns.dig("web.shop.svc.cluster.local A")).startsWith("NOERROR");
  }

  @Test
  void everyForwardZoneHasTheNamesAndTheFirstOneTheReverse() {
    ChainUnderTest dns =
        ChainUnderTest.of(". {\n kubernetes in-addr.arpa a.local cluster.local\n}");

    assertThat(dns.dig("web.shop.svc.a.local A")).startsWith("NOERROR");
    assertThat(dns.dig("web.shop.svc.cluster.local A")).startsWith("NOERROR");
    assertThat(dns.dig("20.0.96.10.in-addr.arpa PTR")).endsWith("PTR web.shop.svc.a.local.");
  }

  @Test
  void beforeTheFirstSnapshotNothingIsDenied() {
    TestProcess process = new TestProcess(Optional.empty());
    ChainUnderTest dns =
        ChainUnderTest.of(corefile("startup_timeout 0s", "fallthrough in-addr.arpa"), process);

    assertThat(dns.dig("absent.shop.svc.cluster.local A")).startsWith("SERVFAIL aa\nauthority");
    assertThat(dns.dig("9.9.9.9.in-addr.arpa PTR")).isEqualTo("SERVFAIL");

    process.deliver(TestCluster.snapshot());

    assertThat(dns.dig("absent.shop.svc.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(dns.dig("web.shop.svc.cluster.local A")).startsWith("NOERROR");
  }

  /** As CoreDNS 1.14.7 whose API server does not answer; with these options, in this order. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cluster.local SOA                    | NOERROR aa
          cluster.local NS                     | NOERROR aa
          cluster.local A                      | NOERROR aa
          svc.cluster.local A                  | NOERROR aa
          pod.cluster.local A                  | NOERROR aa
          dns-version.cluster.local TXT        | NOERROR aa
          foo.cluster.local A                  | SERVFAIL aa
          shop.svc.cluster.local A             | SERVFAIL aa
          web.shop.svc.cluster.local A         | SERVFAIL aa
          shop.pod.cluster.local A             | SERVFAIL aa
          10-244-1-5.shop.pod.cluster.local A  | SERVFAIL aa
          20.0.96.10.in-addr.arpa PTR          | SERVFAIL
          """)
  void whatNeedsNoClusterIsAnsweredWithoutOne(String question, String header) {
    ChainUnderTest dns =
        ChainUnderTest.of(
            corefile("startup_timeout 0s", "pods insecure", "fallthrough in-addr.arpa"),
            new TestProcess(Optional.empty()));

    assertThat(dns.dig(question).lines().findFirst()).contains(header);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dns-version.cluster.local A      | SERVFAIL aa
          web.shop.svc.cluster.local TXT   | SERVFAIL aa
          web.shop.svc.cluster.local SOA   | NOERROR aa
          ns.dns.cluster.local A           | NOERROR aa
          in-addr.arpa SOA                 | NOERROR aa
          """)
  void withoutAClusterTheChoicesHold(String question, String header) {
    ChainUnderTest dns =
        ChainUnderTest.of(
            corefile("startup_timeout 0s", "choices coredns"), new TestProcess(Optional.empty()));

    assertThat(dns.dig(question).lines().findFirst()).contains(header);
  }

  @Test
  void ofAClusterThatIsNotWholeNothingIsDenied() {
    TestProcess process = new TestProcess(Optional.empty());
    ChainUnderTest dns =
        ChainUnderTest.of(corefile("startup_timeout 0s", "pods verified"), process);

    process.deliver(withoutPods());

    assertThat(dns.dig("web.shop.svc.cluster.local A")).startsWith("NOERROR aa");
    assertThat(dns.dig("web.shop.svc.cluster.local AAAA")).startsWith("NOERROR aa\nauthority");
    assertThat(dns.dig("absent.shop.svc.cluster.local A")).startsWith("SERVFAIL aa\nauthority");
    assertThat(dns.dig("10-244-1-5.shop.pod.cluster.local A")).startsWith("SERVFAIL aa");
    assertThat(dns.explain("absent.shop.svc.cluster.local A"))
        .contains(
            "kubernetes: the Kubernetes API has not been read yet, so nobody knows whether there is"
                + " such a name");

    process.deliver(TestCluster.snapshot());

    assertThat(dns.dig("absent.shop.svc.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(dns.dig("10-244-1-5.shop.pod.cluster.local A")).endsWith(" A 10.244.1.5");
  }

  private static ClusterSnapshot withoutPods() {
    ClusterSnapshot all = TestCluster.snapshot();
    return new ClusterSnapshot(
        1,
        all.services(),
        all.endpointSlices(),
        all.nodes(),
        all.namespaces(),
        List.of(),
        /* whole= */ false);
  }

  @Test
  void eachSnapshotReplacesTheOneBefore() {
    TestProcess process = new TestProcess(Optional.of(TestCluster.snapshot()));
    ChainUnderTest dns = ChainUnderTest.of(corefile(), process);
    assertThat(dns.dig("web.shop.svc.cluster.local A")).startsWith("NOERROR");

    process.deliver(
        new ClusterSnapshot(2, List.of(), List.of(), List.of(), List.of("shop"), List.of()));

    assertThat(dns.dig("web.shop.svc.cluster.local A")).startsWith("NXDOMAIN");
  }

  @Test
  void zonalNamesHaveTheEndpointsOfOneZone() {
    ChainUnderTest dns = with("zonal");

    assertThat(dns.dig("east.pin._zone.first.shop.svc.cluster.local A"))
        .isEqualTo("NOERROR aa\neast.pin._zone.first.shop.svc.cluster.local. 5 A 10.244.4.1");
    assertThat(dns.dig("eu.west.pin._zone.first.shop.svc.cluster.local SRV"))
        .contains(" 5 SRV 0 100 5432 10-244-4-2.first.shop.svc.cluster.local.\n")
        .endsWith("additional: 10-244-4-2.first.shop.svc.cluster.local. 5 A 10.244.4.2");
    assertThat(dns.dig("south.pin._zone.first.shop.svc.cluster.local A"))
        .startsWith("NOERROR aa\nauthority");
    assertThat(dns.dig("south.prefer._zone.first.shop.svc.cluster.local A").lines()).hasSize(3);
    assertThat(dns.dig("east.prefer._zone.first.shop.svc.cluster.local A").lines()).hasSize(2);
    assertThat(dns.dig("pin._zone.first.shop.svc.cluster.local A")).startsWith("NOERROR");
    assertThat(dns.dig("x.pin._zone.nobody.shop.svc.cluster.local A")).startsWith("NOERROR");
    assertThat(dns.dig("east.pinned._zone.first.shop.svc.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(dns.dig("east.pin._zone.web.shop.svc.cluster.local A")).startsWith("NXDOMAIN");
    assertThat(with().dig("east.pin._zone.first.shop.svc.cluster.local A")).startsWith("NXDOMAIN");
  }

  @Test
  void someOptionsCannotStandTogether() {
    assertThatThrownBy(() -> with("zonal", "noendpoints"))
        .hasMessage("Corefile:2: kubernetes: zonal needs endpoints, noendpoints gives none");
    assertThatThrownBy(() -> ChainUnderTest.of(". {\n kubernetes in-addr.arpa\n}"))
        .hasMessage("Corefile:2: kubernetes: a zone that is not a reverse zone is needed");
  }

  @Test
  void labelsLimitWhatIsReadOfTheCluster() {
    TestProcess process = new TestProcess(Optional.empty());
    ChainUnderTest.of(
        corefile("startup_timeout 0s", "labels app in (a, b), !old", "namespace_labels team=one"),
        process);

    assertThat(process.interests())
        .containsExactly(
            Interest.dns(false)
                .limitedTo(
                    LabelSelector.parse("app in (b,a),!old"), LabelSelector.parse("team==one")));
  }

  @Test
  void withoutEndpointsNoSlicesAreRead() {
    TestProcess process = new TestProcess(Optional.empty());
    ChainUnderTest.of(corefile("startup_timeout 0s", "noendpoints"), process);

    assertThat(process.interests()).containsExactly(Interest.dns(false).withoutSlices());
  }
}
