package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.ZoneRouter;
import dev.servicelab.dns.corefile.CorefileException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a Corefile to chains: order, zones, and what is wrong with a line. */
class ConfigBuilderTest {

  /**
   * Word for word the article's (kubeadm's of Kubernetes 1.23), but for the upstream: nobody on
   * this machine.
   */
  static final String ARTICLE =
      """
      .:53 {
          errors
          health {
             lameduck 5s
          }
          ready
          kubernetes cluster.local in-addr.arpa ip6.arpa {
             pods insecure
             fallthrough in-addr.arpa ip6.arpa
             ttl 30
          }
          prometheus :9153
          forward . 127.0.0.1:5399 {
             max_concurrent 1000
          }
          cache 30
          loop
          reload
          loadbalance
      }
      """;

  private static ServerConfig build(String corefile) {
    return ChainUnderTest.build(corefile, new TestProcess(Optional.empty()));
  }

  @Test
  void pluginsRunInTheCatalogsOrderWhateverTheCorefiles() {
    ServerConfig config = build(ARTICLE);

    assertThat(config.plugins())
        .extracting(Plugin::name)
        .containsExactly(
            "reload",
            "health",
            "ready",
            "prometheus",
            "errors",
            "loadbalance",
            "cache",
            "kubernetes",
            "loop",
            "forward");
    assertThat(config.lameduck()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.pages())
        .extracting(page -> page.listen().getPort() + page.path())
        .containsExactlyInAnyOrder("8080/health", "8181/ready", "9153/metrics", "8080/explain");
  }

  @Test
  void theLongestZoneWins() {
    ChainUnderTest dns =
        ChainUnderTest.of(
            """
            cluster.local {
                kubernetes
            }
            shop.svc.cluster.local {
            }
            """);

    assertThat(dns.dig("svc.cluster.local A")).startsWith("NOERROR");
    assertThat(dns.dig("web.shop.svc.cluster.local A")).isEqualTo("REFUSED");
    assertThat(dns.dig("www.example.org A")).as("no zone at all").isEqualTo("REFUSED");
    // The DS record of a zone belongs to its parent.
    assertThat(dns.dig("shop.svc.cluster.local DS"))
        .startsWith("NOERROR aa\nauthority: cluster.local.");
  }

  /**
   * As CoreDNS, looked up there; but where it takes the topmost parent, here the closest counts.
   */
  @ParameterizedTest
  @CsvSource({
    "shop.svc.cluster.local, svc.cluster.local.",
    "web.shop.svc.cluster.local, shop.svc.cluster.local.",
    "svc.cluster.local, cluster.local.",
    "cluster.local, cluster.local.",
    "other.local, .",
  })
  void aDsRecordIsAskedOfTheParentZone(String name, String zone) {
    ZoneRouter zones =
        build(
                """
                . cluster.local svc.cluster.local shop.svc.cluster.local {
                    whoami
                }
                """)
            .listeners()
            .values()
            .iterator()
            .next();

    assertThat(zones.route(ChainUnderTest.query(name + " DS")).zone()).hasToString(zone);
  }

  @Test
  void aNetworkStandsForItsReverseZones() {
    ChainUnderTest dns =
        ChainUnderTest.of(". {\n kubernetes cluster.local 10.96.0.0/12 fd00:10::/30\n}");

    assertThat(dns.dig("20.0.96.10.in-addr.arpa PTR")).contains("PTR web.shop.svc.cluster.local.");
    assertThat(dns.dig("1.0.111.10.in-addr.arpa PTR")).contains("authority: 111.10.in-addr.arpa.");
    assertThat(dns.dig("5.1.244.10.in-addr.arpa PTR")).isEqualTo("SERVFAIL");
    assertThat(
            ChainUnderTest.of(". {\n kubernetes cluster.local 10.244.1.0/25\n}")
                .dig("5.1.244.10.in-addr.arpa PTR"))
        .as("a zone of one address")
        .endsWith("PTR db-0.db.shop.svc.cluster.local.");
    assertThat(dns.dig("3.1.0.0.0.0.d.f.ip6.arpa SOA"))
        .startsWith("NOERROR aa\n3.1.0.0.0.0.d.f.ip6.arpa.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kuberntes                | unknown plugin 'kuberntes', did you mean 'kubernetes'?",
        "xyzzy                    | unknown plugin 'xyzzy'",
        "errors x                 | errors: 'x' is not 'stdout'",
        "forward .                | forward: expected at least 2 arguments, found 1",
        "forward . exa%mple.org   | forward: 'exa%mple.org' is neither an address nor a file",
        "forward . grpc://9.9.9.9 | forward: 'grpc://9.9.9.9': upstreams are plain DNS or tls://",
        "forward . /no/such/file  | forward: cannot read /no/such/file",
        "forward . 1.2.3.4:99999  | forward: '99999' is not a number from 1 to 65535",
        "prometheus 9153          | prometheus: '9153' is not an address: expected ADDRESS:PORT",
        "health :80x              | health: ':80x' is not an address: '80x' is not a port",
        "reload soon              | reload: 'soon' is not a duration (examples: 5s, 1m30s)",
        "kubernetes 10.0.0.0/33   | kubernetes: '10.0.0.0/33' is not a zone: prefix length must be"
            + " 0 to 32",
        "kubernetes a..b          | kubernetes: 'a..b' is not a zone: 'a..b': invalid empty label",
        "cache 0                  | cache: '0' is not a number from 1 to 2147483647",
        "loadbalance weighted     | loadbalance: expected at least 2 arguments, found 1",
      })
  void saysWhatIsWrongWithALine(String line, String message) {
    assertThatThrownBy(() -> build(".:53 {\n" + line + "\n}"))
        .isInstanceOf(CorefileException.class)
        .message()
        .matches("Corefile:[23]: .*")
        .endsWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kubernetes | ttI 30          | kubernetes: unknown option 'ttI', did you mean 'ttl'?",
        "kubernetes | ttl 3601        | ttl: '3601' is not a number from 0 to 3600",
        "kubernetes | pods on         | pods: 'on' is not one of disabled, insecure, verified",
        "kubernetes | ignore x        | ignore: only empty_service can be ignored",
        "kubernetes | labels a=,=b     | labels: '=b' does not choose labels",
        "kubernetes | multicluster x  | multicluster: this option of kubernetes is not supported",
        "kubernetes | endpoint 10.0.0.1 | endpoint: '10.0.0.1' is not a URL such as"
            + " https://192.0.2.1:6443",
        "kubernetes | tls a b         | tls: expected at least 3 arguments, found 2",
        "kubernetes | kubeconfig /no  | kubeconfig: cannot read /no",
        "kubernetes | apiserver_qps 0 | apiserver_qps: '0' is not a positive number",
        "kubernetes | apiserver_brust 1 | kubernetes: unknown option 'apiserver_brust', did you"
            + " mean 'apiserver_burst'?",
        "kubernetes | namespaces      | namespaces: expected an argument, found 0",
        "health     | lameduk 5s      | health: unknown option 'lameduk', did you mean 'lameduck'?",
        "health     | lameduck        | lameduck: expected an argument, found 0",
        "ready      | monitor never   | monitor: 'never' is not one of until-ready, continuously",
        "ready      | moniter x       | ready: unknown option 'moniter', did you mean 'monitor'?",
        "ready      | x               | ready: unknown option 'x'",
        "errors     | stack           | errors: unknown option 'stack'",
        "cache      | servfail 1h     | servfail: a failure is kept for 5m at most (RFC 2308 §7.1)",
        "cache      | disable all     | disable: 'all' is not success or denial",
        "forward . 192.0.2.1 | policy best | policy: 'best' is not one of random, round_robin,"
            + " sequential",
        "forward . 192.0.2.1 | max_concurent 1 | forward: unknown option 'max_concurent', did you"
            + " mean 'max_concurrent'?",
        "log        | class x         | class: 'x' is not one of [success, denial, error, all]",
        "loop       | x               | loop: unknown option 'x'",
        "file db    | relaod 1m       | file: unknown option 'relaod', did you mean 'reload'?",
        "file db    | reload soon     | reload: 'soon' is not a duration (examples: 5s, 1m30s)",
      })
  void saysWhatIsWrongWithAnOption(String plugin, String option, String message) {
    assertThatThrownBy(() -> build(".:53 {\n" + plugin + " {\n" + option + "\n}\n}"))
        .isInstanceOf(CorefileException.class)
        .hasMessage("Corefile:3: " + message);
  }

  @Test
  void aPluginStandsOnceInABlock() {
    assertThatThrownBy(() -> build(". {\n cache\n cache 5\n}"))
        .hasMessage("Corefile:3: cache: stands twice in this server block");
  }

  @Test
  void aZoneIsServedOnceOnAnAddress() {
    assertThatThrownBy(() -> build("a.org {\n}\na.ORG b.org {\n}"))
        .hasMessage("Corefile:3: zone a.ORG. on port 5353 is already served by Corefile:1");
  }
}
